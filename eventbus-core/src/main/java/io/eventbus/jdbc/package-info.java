/**
 * The outbox and the inbox in a database, by plain JDBC: PostgreSQL, MariaDB, MySQL, H2. Open
 * {@link io.eventbus.jdbc.JdbcSchema} first.
 */
@NullMarked
package io.eventbus.jdbc;

import org.jspecify.annotations.NullMarked;
