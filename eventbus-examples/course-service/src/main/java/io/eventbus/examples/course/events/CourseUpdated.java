package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A course has changed; all of it as it is now.
 *
 * @param revision counted from 1 with each event of the course, whatever its topic
 */
@EventType(value = "course.updated", topic = "Course-Update")
public record CourseUpdated(
    UUID courseId,
    String title,
    String description,
    UUID instructorId,
    CourseStatus status,
    int revision,
    Instant updatedAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public CourseUpdated {
    Objects.requireNonNull(courseId, "courseId");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(instructorId, "instructorId");
    Objects.requireNonNull(status, "status");
  }

  @Override
  public String key() {
    return courseId.toString();
  }
}
