package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A student takes part in a course. */
@EventType(value = "student.enrolled", topic = "Student-Enrolled")
public record StudentEnrolled(UUID enrolmentId, UUID courseId, UUID studentId, Instant enrolledAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public StudentEnrolled {
    Objects.requireNonNull(courseId, "courseId");
    Objects.requireNonNull(studentId, "studentId");
  }

  @Override
  public String key() {
    return courseId.toString();
  }
}
