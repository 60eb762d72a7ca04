package io.eventbus.examples.course.events;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A course got an assessment. */
@EventType(value = "assessment.created", topic = "Assessment-Creation")
public record AssessmentCreated(
    UUID assessmentId, UUID courseId, String title, int maxScore, Instant createdAt)
    implements IntegrationEvent {

  /** Without these it is no event. */
  public AssessmentCreated {
    Objects.requireNonNull(assessmentId, "assessmentId");
    Objects.requireNonNull(courseId, "courseId");
    Objects.requireNonNull(title, "title");
  }
}
