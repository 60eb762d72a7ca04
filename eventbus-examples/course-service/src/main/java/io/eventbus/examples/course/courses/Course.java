package io.eventbus.examples.course.courses;

import io.eventbus.examples.course.events.CourseStatus;
import java.util.UUID;

/**
 * A course, as stored and as shown.
 *
 * @param revision counted from 1 with each change
 */
public record Course(
    UUID id,
    String title,
    String description,
    UUID instructorId,
    CourseStatus status,
    int revision) {

  /** The same course, changed. */
  Course with(CourseChange change) {
    return new Course(id, change.title(), change.description(), instructorId, status, revision + 1);
  }

  /** The same course at another stage. */
  Course at(CourseStatus newStatus) {
    return new Course(id, title, description, instructorId, newStatus, revision + 1);
  }
}
