/**
 * Outboxes in databases: what waits, what is held back, and what to do about it. Open {@link
 * io.eventbus.cli.outbox.OutboxCommand} first.
 */
@NullMarked
package io.eventbus.cli.outbox;

import org.jspecify.annotations.NullMarked;
