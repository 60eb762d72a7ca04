/**
 * Events as part of a database transaction: stored in an outbox by the business transaction, sent
 * by a relay once that is committed. Open {@link io.eventbus.outbox.Outbox} first, then {@link
 * io.eventbus.outbox.OutboxRelay}.
 */
@NullMarked
package io.eventbus.outbox;

import org.jspecify.annotations.NullMarked;
