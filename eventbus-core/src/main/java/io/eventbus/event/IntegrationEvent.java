package io.eventbus.event;

import org.jspecify.annotations.Nullable;

/**
 * A fact that one service tells others. Has no key by default, so events have no order among
 * themselves until {@link #key()} says otherwise.
 *
 * <p>A record serves best; {@link AbstractIntegrationEvent} is there for those who want a class. An
 * event type carries {@link EventType} with its logical name. Its fields are its JSON body;
 * identity and time are kept in {@link EventMetadata}.
 *
 * <p>Implementations should be immutable, then they may be shared between threads.
 */
public interface IntegrationEvent {

  /**
   * The Kafka message key: events of one key are delivered in the order they were published.
   *
   * @return the key, or {@code null} (the default) where order does not matter
   */
  default @Nullable String key() {
    return null;
  }
}
