package io.eventbus.examples.identity;

import io.eventbus.examples.school.contracts.SchoolTopics;
import io.eventbus.examples.school.contracts.TeacherCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherDeletedIntegrationEvent;
import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/**
 * Follows the teachers. Each event is claimed in the inbox and changes the users in one
 * transaction, so that one that comes again is not even handled.
 *
 * <p>What was deleted may be heard of before it was created, because the two are on different
 * topics. {@link UserRepository} gives the same result either way.
 */
@Component
final class TeacherEvents {

  private final UserRepository users;

  TeacherEvents(UserRepository users) {
    this.users = users;
  }

  @OnEvent(topics = SchoolTopics.TEACHER_CREATED, idempotent = true)
  void created(TeacherCreatedIntegrationEvent event) {
    users.add(
        User.pending(
            event.teacherId(),
            event.tenantId(),
            event.phoneNumber(),
            event.fullName(),
            event.email()));
  }

  @OnEvent(topics = SchoolTopics.TEACHER_DELETED, idempotent = true)
  void deleted(TeacherDeletedIntegrationEvent event) {
    users.deactivate(
        User.pending(
            event.teacherId(),
            event.tenantId(),
            event.phoneNumber(),
            event.fullName(),
            event.email()));
  }
}
