package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A course is no more, nor are its modules and enrolments.
 *
 * @param revision counted from 1 with each event of the course, whatever its topic
 */
@EventType(value = "course.deleted", topic = "Course-Deletion")
public record CourseDeleted(UUID courseId, int revision, Instant deletedAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public CourseDeleted {
    Objects.requireNonNull(courseId, "courseId");
  }

  @Override
  public String key() {
    return courseId.toString();
  }
}
