package io.eventbus.consume;

import io.eventbus.event.IntegrationEvent;
import java.util.List;

/**
 * Handles events of one type several at a time. Events of one key stand in the list in their order,
 * and two lists that run side by side never share a key. All count as handled when {@link #handle}
 * returns. If it throws {@link BatchFailedException}, those before the named event count as
 * handled, that one has failed, and the rest comes again; after any other exception each event
 * comes again alone, so that the one at fault is found.
 *
 * @param <E> the event type
 */
@FunctionalInterface
public interface BatchEventHandler<E extends IntegrationEvent> {

  /**
   * Handles a list of events.
   *
   * @param events at least one
   * @throws Exception for any failure; what it means is the retry policy's decision
   */
  void handle(List<ReceivedEvent<E>> events) throws Exception;
}
