package io.eventbus.examples.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user, as stored and, but for the hash, as shown. */
record User(
    UUID id,
    UUID teacherId,
    UUID tenantId,
    String phoneNumber,
    String fullName,
    String email,
    UserStatus status,
    @JsonIgnore @Nullable String passwordHash) {

  /** A new user who is yet to choose a password. */
  static User pending(
      UUID teacherId, UUID tenantId, String phoneNumber, String fullName, String email) {
    return new User(
        UUID.randomUUID(),
        teacherId,
        tenantId,
        phoneNumber,
        fullName,
        email,
        UserStatus.PENDING_ACTIVATION,
        null);
  }

  /** Keeps the hash out of logs. */
  @Override
  public String toString() {
    return "User " + id + " of teacher " + teacherId + ", " + status.text();
  }
}
