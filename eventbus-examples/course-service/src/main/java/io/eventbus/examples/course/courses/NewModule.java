package io.eventbus.examples.course.courses;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a caller says about a module. */
record NewModule(@NotBlank @Size(max = 200) String title, @Nullable UUID contentId) {}
