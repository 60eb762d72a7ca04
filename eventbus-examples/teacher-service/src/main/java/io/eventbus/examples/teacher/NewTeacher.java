package io.eventbus.examples.teacher;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What a caller says about a teacher to be created. */
record NewTeacher(
    @NotNull UUID tenantId,
    @NotNull @Pattern(regexp = "\\+[0-9]{7,15}", message = "must be a + followed by 7 to 15 digits") String phoneNumber,
    @NotBlank @Size(max = 200) String fullName,
    @NotBlank @Email @Size(max = 254) String email) {

  Teacher withId(UUID id) {
    return new Teacher(id, tenantId, phoneNumber, fullName, email);
  }
}
