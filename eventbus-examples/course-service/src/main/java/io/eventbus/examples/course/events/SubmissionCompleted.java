package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A student has handed in their work. */
@EventType(value = "submission.completed", topic = "Submission-Completed")
public record SubmissionCompleted(
    UUID submissionId, UUID assessmentId, UUID courseId, UUID studentId, Instant submittedAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public SubmissionCompleted {
    Objects.requireNonNull(submissionId, "submissionId");
    Objects.requireNonNull(assessmentId, "assessmentId");
    Objects.requireNonNull(courseId, "courseId");
    Objects.requireNonNull(studentId, "studentId");
    Objects.requireNonNull(submittedAt, "submittedAt");
  }
}
