package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Somebody has become a user of the school. */
@EventType(value = "user.created", topic = "User-Creation")
public record UserCreated(
    UUID userId, String fullName, String email, String role, Instant createdAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public UserCreated {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(fullName, "fullName");
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
