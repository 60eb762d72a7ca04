package io.eventbus.examples.course.courses;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What a caller wants a course to be. */
record CourseChange(
    @NotBlank @Size(max = 200) String title, @NotNull @Size(max = 2000) String description) {}
