package io.eventbus.examples.notification.sending;

import static java.util.Objects.requireNonNull;

import io.eventbus.event.EventType;

/** A device is to show a notification. */
@EventType(value = "notification.push", topic = NotificationEvent.TOPIC)
public record PushRequested(String to, String title, String text) implements NotificationEvent {

  public PushRequested {
    requireNonNull(to, "to");
    requireNonNull(title, "title");
    requireNonNull(text, "text");
  }
}
