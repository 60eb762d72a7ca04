package io.eventbus.examples.course.courses;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a course, as stored and as shown.
 *
 * @param contentId what is to be transcoded before the course is published, if anything
 * @param position counted from 1 within the course
 */
record CourseModule(UUID id, UUID courseId, String title, @Nullable UUID contentId, int position) {

  /** The same module, changed. */
  CourseModule with(NewModule change) {
    return new CourseModule(id, courseId, change.title(), change.contentId(), position);
  }
}
