/**
 * Consumers whose effects are rows in PostgreSQL. Open {@link
 * io.eventbus.benchmarks.inbox.InboxContenders} first.
 */
@NullMarked
package io.eventbus.benchmarks.inbox;

import org.jspecify.annotations.NullMarked;
