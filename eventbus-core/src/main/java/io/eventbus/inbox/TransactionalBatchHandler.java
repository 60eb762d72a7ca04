package io.eventbus.inbox;

import io.eventbus.consume.ReceivedEvent;
import io.eventbus.event.IntegrationEvent;
import java.util.List;

/**
 * Handles events of one type several at a time, in one transaction that also claims them. Called on
 * worker threads.
 *
 * @param <E> the event type
 */
@FunctionalInterface
public interface TransactionalBatchHandler<E extends IntegrationEvent> {

  /**
   * Handles a list of events. If it throws, all of it is rolled back and each event comes again
   * alone, so that the one at fault is found.
   *
   * @param events at least one, without those that were handled before
   * @throws Exception for any failure; what it means is the retry policy's decision
   */
  void handle(List<ReceivedEvent<E>> events, InboxTransaction transaction) throws Exception;
}
