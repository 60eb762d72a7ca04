package io.eventbus.examples.notification.sending;

import static java.util.Objects.requireNonNull;

import io.eventbus.event.EventType;

/** Somebody is to get an SMS. */
@EventType(value = "notification.sms", topic = NotificationEvent.TOPIC)
public record SmsRequested(String to, String text) implements NotificationEvent {

  public SmsRequested {
    requireNonNull(to, "to");
    requireNonNull(text, "text");
  }
}
