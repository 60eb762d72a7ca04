package io.eventbus.examples.teacher;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherDeletedIntegrationEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the teachers and tells the other services, in one transaction: the event is a row of the
 * outbox, which is sent once the change is committed, whenever Kafka is there to take it.
 */
@Service
class TeacherService {

  private final TeacherRepository teachers;
  private final EventPublisher events;

  TeacherService(TeacherRepository teachers, EventPublisher events) {
    this.teachers = teachers;
    this.events = events;
  }

  /**
   * Creates a teacher.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another has the phone number
   */
  @Transactional
  Teacher create(NewTeacher newTeacher) {
    var teacher = newTeacher.withId(UUID.randomUUID());
    teachers.insert(teacher);
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
  @Transactional
  boolean delete(UUID id) {
    var deleted = teachers.find(id).filter(found -> teachers.delete(id));
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
    events.publish(event, PublishOptions.defaults().withTenantId(tenantId.toString()));
  }
}
