package io.eventbus.examples.notification.analytics;

import static java.util.Objects.requireNonNull;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be counted has happened. Keyed by the user, where one is known.
 *
 * @param name what it is counted as
 * @param userId who did it, {@code null} where nobody knows
 */
@EventType(value = "analytics.tracked", topic = "analytics.events")
public record AnalyticsTracked(String name, @Nullable String userId) implements IntegrationEvent {

  public AnalyticsTracked {
    requireNonNull(name, "name");
  }

  @Override
  public @Nullable String key() {
    return userId;
  }
}
