package io.eventbus.examples.teacher;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherDeletedIntegrationEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Changes the teachers and, once the change is committed, tells the other services. The caller does
 * not wait for Kafka: an event that cannot be published in time is logged and lost, and so is one
 * whose service crashes between the commit and the broker.
 */
@Service
final class TeacherService {

  private static final Logger log = LoggerFactory.getLogger(TeacherService.class);

  private final TeacherRepository teachers;
  private final TransactionOperations transaction;
  private final EventPublisher events;

  TeacherService(
      TeacherRepository teachers, TransactionOperations transaction, EventPublisher events) {
    this.teachers = teachers;
    this.transaction = transaction;
    this.events = events;
  }

  /**
   * Creates a teacher.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another has the phone number
   */
  Teacher create(NewTeacher newTeacher) {
    var teacher = newTeacher.withId(UUID.randomUUID());
    transaction.executeWithoutResult(status -> teachers.insert(teacher));
    publish(
        teacher.tenantId(),
        new TeacherCreatedIntegrationEvent(
            teacher.id(),
            teacher.tenantId(),
            teacher.phoneNumber(),
            teacher.fullName(),
            teacher.email()));
    return teacher;
  }

  Optional<Teacher> find(UUID id) {
    return teachers.find(id);
  }

  /** Deletes a teacher, and says whether there was one. */
  boolean delete(UUID id) {
    var deleted =
        transaction.execute(status -> teachers.find(id).filter(found -> teachers.delete(id)));
    deleted.ifPresent(
        teacher ->
            publish(
                teacher.tenantId(),
                new TeacherDeletedIntegrationEvent(
                    teacher.id(),
                    teacher.tenantId(),
                    teacher.phoneNumber(),
                    teacher.fullName(),
                    teacher.email())));
    return deleted.isPresent();
  }

  private void publish(UUID tenantId, IntegrationEvent event) {
    events
        .publish(event, PublishOptions.defaults().withTenantId(tenantId.toString()))
        .whenComplete(
            (published, failure) -> {
              if (failure != null) {
                // The message names the event by id, type and topic.
                log.error("Lost: {}", failure.getMessage());
              }
            });
  }
}
