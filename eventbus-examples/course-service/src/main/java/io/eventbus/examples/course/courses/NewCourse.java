package io.eventbus.examples.course.courses;

import io.eventbus.examples.course.events.CourseStatus;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What a caller says about a course to be created. */
record NewCourse(
    @NotBlank @Size(max = 200) String title,
    @NotNull @Size(max = 2000) String description,
    @NotNull UUID instructorId) {

  Course withId(UUID id) {
    return new Course(id, title, description, instructorId, CourseStatus.DRAFT, 1);
  }
}
