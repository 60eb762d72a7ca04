package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Work was graded, perhaps not for the first time. */
@EventType(value = "grading.completed", topic = "Grading-Completed")
public record GradingCompleted(
    UUID submissionId,
    UUID assessmentId,
    UUID courseId,
    UUID studentId,
    int score,
    Instant gradedAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public GradingCompleted {
    Objects.requireNonNull(submissionId, "submissionId");
    Objects.requireNonNull(assessmentId, "assessmentId");
    Objects.requireNonNull(courseId, "courseId");
    Objects.requireNonNull(studentId, "studentId");
    Objects.requireNonNull(gradedAt, "gradedAt");
  }
}
