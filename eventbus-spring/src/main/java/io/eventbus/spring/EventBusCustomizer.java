package io.eventbus.spring;

import io.eventbus.EventBusBuilder;

/**
 * A bean that changes how the bus is built, for what properties cannot say: upcasters, a topic
 * naming, a fallback. Called after the properties were applied; of several in their order.
 */
@FunctionalInterface
public interface EventBusCustomizer {

  /** Changes the builder. */
  void customize(EventBusBuilder builder);
}
