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
    @NotNull @Pattern(regexp = PHONE_NUMBER, message = PHONE_NUMBER_TEXT) String phoneNumber,
    @NotBlank @Size(max = 200) String fullName,
    @NotBlank @Email @Size(max = 254) String email) {

  static final String PHONE_NUMBER = "\\+[0-9]{7,15}";
  static final String PHONE_NUMBER_TEXT = "must be a + followed by 7 to 15 digits";

  Teacher withId(UUID id) {
    return new Teacher(id, tenantId, phoneNumber, fullName, email);
  }
}
