package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A course was created.
 *
 * @param revision counted from 1 with each event of the course, whatever its topic
 */
@EventType(value = "course.created", topic = "Course-Creation")
public record CourseCreated(
    UUID courseId,
    String title,
    String description,
    UUID instructorId,
    CourseStatus status,
    int revision,
    Instant createdAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public CourseCreated {
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
