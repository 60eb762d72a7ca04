package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A user has changed; all of them as they are now. */
@EventType(value = "user.updated", topic = "User-Update")
public record UserUpdated(
    UUID userId, String fullName, String email, String role, Instant updatedAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public UserUpdated {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(fullName, "fullName");
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }
}
