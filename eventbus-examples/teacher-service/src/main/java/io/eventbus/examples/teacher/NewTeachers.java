package io.eventbus.examples.teacher;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Teachers to be created together: all of them or none. */
record NewTeachers(@NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid NewTeacher> teachers) {

  /** A bound for the length of one transaction. */
  static final int MOST = 1_000;
}
