package io.eventbus.examples.teacher;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What a caller says about a parent to be created. */
record NewParent(
    @NotNull UUID tenantId,
    @NotNull UUID studentId,
    @NotNull @Pattern(regexp = NewTeacher.PHONE_NUMBER, message = NewTeacher.PHONE_NUMBER_TEXT) String phoneNumber,
    @NotBlank @Size(max = 200) String fullName,
    @NotBlank @Email @Size(max = 254) String email) {

  Parent withId(UUID id) {
    return new Parent(id, tenantId, studentId, phoneNumber, fullName, email);
  }
}
