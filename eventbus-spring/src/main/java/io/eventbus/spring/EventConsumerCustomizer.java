package io.eventbus.spring;

import io.eventbus.consume.EventConsumerBuilder;

/**
 * A bean that changes how the consumer of a group is built, for what properties cannot say, or not
 * for one group alone. Called for each group after its handlers were registered: before the
 * application starts, to see whether all fits, and each time that the consumer is started; of
 * several in their order.
 */
@FunctionalInterface
public interface EventConsumerCustomizer {

  /** Changes the builder of this group. */
  void customize(String group, EventConsumerBuilder builder);
}
