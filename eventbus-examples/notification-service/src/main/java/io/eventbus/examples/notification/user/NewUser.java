package io.eventbus.examples.notification.user;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What a caller says about a user. */
record NewUser(
    @NotBlank @Email @Size(max = 254) String email, @NotBlank @Size(max = 200) String fullName) {

  User withId(UUID id) {
    return new User(id, email, fullName);
  }
}
