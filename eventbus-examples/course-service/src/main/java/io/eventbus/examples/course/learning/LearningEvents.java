package io.eventbus.examples.course.learning;

import io.eventbus.examples.course.events.AssessmentCreated;
import io.eventbus.examples.course.events.GradingCompleted;
import io.eventbus.examples.course.events.SubmissionCompleted;
import io.eventbus.examples.course.events.UserCreated;
import io.eventbus.examples.course.events.UserUpdated;
import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/**
 * Follows users, assessments and their results. Each method writes one row, and whatever the order
 * in which events come, and however often, that row ends the same: there is no need for the inbox.
 */
@Component
final class LearningEvents {

  private final UserRepository users;
  private final SubmissionRepository submissions;

  LearningEvents(UserRepository users, SubmissionRepository submissions) {
    this.users = users;
    this.submissions = submissions;
  }

  @OnEvent
  void created(UserCreated event) {
    users.put(
        new User(event.userId(), event.fullName(), event.email(), event.role()), event.createdAt());
  }

  @OnEvent
  void updated(UserUpdated event) {
    users.put(
        new User(event.userId(), event.fullName(), event.email(), event.role()), event.updatedAt());
  }

  @OnEvent
  void created(AssessmentCreated event) {
    submissions.addAssessment(event);
  }

  @OnEvent
  void completed(SubmissionCompleted event) {
    submissions.submitted(event);
  }

  @OnEvent
  void completed(GradingCompleted event) {
    submissions.graded(event);
  }
}
