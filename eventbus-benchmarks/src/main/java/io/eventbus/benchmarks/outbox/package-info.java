/**
 * Outboxes in PostgreSQL, each as its makers would set it up. Open {@link
 * io.eventbus.benchmarks.outbox.OutboxContenders} first.
 */
@NullMarked
package io.eventbus.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
