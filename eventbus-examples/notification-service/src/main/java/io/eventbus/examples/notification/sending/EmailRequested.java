package io.eventbus.examples.notification.sending;

import static java.util.Objects.requireNonNull;

import io.eventbus.event.EventType;

/** Somebody is to get a mail. */
@EventType(value = "notification.email", topic = NotificationEvent.TOPIC)
public record EmailRequested(String to, String subject, String text) implements NotificationEvent {

  public EmailRequested {
    requireNonNull(to, "to");
    requireNonNull(subject, "subject");
    requireNonNull(text, "text");
  }
}
