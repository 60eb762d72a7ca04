package io.eventbus.spring;

import io.eventbus.consume.EventConsumerBuilder;
import java.util.function.Consumer;

/**
 * A handler of the application.
 *
 * @param origin what has it, for messages
 * @param group its consumer group
 * @param concurrency what it wants of its group, 0 if it leaves that to others
 * @param subscribe registers it with the consumer of the group
 */
record Registration(
    String origin, String group, int concurrency, Consumer<EventConsumerBuilder> subscribe) {

  /**
   * Registers it.
   *
   * @throws EventBusStartException if the consumer refuses it
   */
  void with(EventConsumerBuilder builder) {
    try {
      subscribe.accept(builder);
    } catch (IllegalArgumentException e) {
      throw new EventBusStartException(
          "The handler " + origin + " cannot be subscribed in group " + group,
          "Correct the handler, its @OnEvent, or the event's class.",
          e);
    }
  }
}
