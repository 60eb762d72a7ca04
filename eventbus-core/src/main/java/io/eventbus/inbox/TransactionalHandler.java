package io.eventbus.inbox;

import io.eventbus.consume.EventContext;
import io.eventbus.event.IntegrationEvent;

/**
 * Handles events of one type, each in a transaction that also claims it. Called on worker threads.
 *
 * @param <E> the event type
 */
@FunctionalInterface
public interface TransactionalHandler<E extends IntegrationEvent> {

  /**
   * Handles one event. What it does by the transaction's connection happens once; the transaction
   * is committed when it returns and rolled back if it throws.
   *
   * @throws Exception for any failure; what it means is the retry policy's decision
   */
  void handle(E event, EventContext context, InboxTransaction transaction) throws Exception;
}
