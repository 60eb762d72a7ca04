package io.eventbus.examples.notification.analytics;

import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/** Counts what is tracked: the claim in the inbox lets each event count once. */
@Component
final class AnalyticsEvents {

  private final Counters counters;

  AnalyticsEvents(Counters counters) {
    this.counters = counters;
  }

  @OnEvent(idempotent = true)
  void tracked(AnalyticsTracked event) {
    counters.count(event.name());
  }
}
