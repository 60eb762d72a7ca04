package io.eventbus.examples.notification.user;

import static java.util.Objects.requireNonNull;

import io.eventbus.event.EventType;

/** Somebody has become a user. Without one of these there is nobody to be welcomed. */
@EventType(value = "user.registered", topic = UserEvent.TOPIC)
public record UserRegistered(String userId, String email, String fullName) implements UserEvent {

  public UserRegistered {
    requireNonNull(userId, "userId");
    requireNonNull(email, "email");
    requireNonNull(fullName, "fullName");
  }
}
