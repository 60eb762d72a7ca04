package io.eventbus.consume;

import io.eventbus.event.IntegrationEvent;
import java.util.concurrent.CompletionStage;

/**
 * Handles events of one type without occupying a thread while it waits. An event counts as handled
 * when the stage completes normally; if it fails, or the call throws, the retry policy decides.
 * Until then it counts towards the consumer's concurrency and holds its key. Called on worker
 * threads.
 *
 * @param <E> the event type
 */
@FunctionalInterface
public interface AsyncEventHandler<E extends IntegrationEvent> {

  /**
   * Begins to handle one event.
   *
   * @return what completes when the event is handled, not {@code null}
   * @throws Exception for any failure; what it means is the retry policy's decision
   */
  CompletionStage<?> handle(E event, EventContext context) throws Exception;
}
