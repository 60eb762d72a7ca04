package io.eventbus.spring.test;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;

/** An event whose topic and key are the same for all who publish it. */
@EventType(value = "test.seen", topic = "seen")
record Seen(String by) implements IntegrationEvent {
  @Override
  public String key() {
    return "one"; // so that what was published before comes before
  }
}
