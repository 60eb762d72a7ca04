package io.eventbus.consume;

import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;

/**
 * An event of a batch and where it comes from. Immutable.
 *
 * @param <E> the event type
 */
public record ReceivedEvent<E extends IntegrationEvent>(E event, EventContext context) {

  /** Checks the arguments. */
  public ReceivedEvent {
    Arguments.requirePresent(event, "event");
    Arguments.requirePresent(context, "context");
  }
}
