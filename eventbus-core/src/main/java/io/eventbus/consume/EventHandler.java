package io.eventbus.consume;

import io.eventbus.event.IntegrationEvent;

/**
 * Handles events of one type. An event counts as handled when {@link #handle} returns; if it
 * throws, the retry policy decides. The same event may come more than once, so its effects should
 * be idempotent. Called on worker threads, for several partitions at the same time.
 *
 * @param <E> the event type
 */
@FunctionalInterface
public interface EventHandler<E extends IntegrationEvent> {

  /**
   * Handles one event.
   *
   * @throws Exception for any failure; what it means is the retry policy's decision
   */
  void handle(E event, EventContext context) throws Exception;
}
