package io.eventbus.consume;

import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;

/** A handler of one type on one topic, with what it has of its own. */
record Subscription<E extends IntegrationEvent>(
    Class<E> eventClass, Target<E> target, Retries retries, Gate gate) {

  /** The logical type of its events. */
  String type() {
    return EventTypeName.of(eventClass).name();
  }
}
