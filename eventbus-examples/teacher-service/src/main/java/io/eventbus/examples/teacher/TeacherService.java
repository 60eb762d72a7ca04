package io.eventbus.examples.teacher;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import java.util.List;
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
    publish(teacher, teacher.created());
    return teacher;
  }

  /**
   * Creates teachers, all or none of them. Their events are as many rows and one commit.
   *
   * @return in the order in which they came
   * @throws org.springframework.dao.DuplicateKeyException if a phone number is another's, or two of
   *     them have the same
   */
  @Transactional
  List<Teacher> createAll(List<NewTeacher> newTeachers) {
    return newTeachers.stream().map(this::create).toList();
  }

  Optional<Teacher> find(UUID id) {
    return teachers.find(id);
  }

  /** Deletes a teacher, and says whether there was one. */
  @Transactional
  boolean delete(UUID id) {
    var deleted = teachers.find(id).filter(found -> teachers.delete(id));
    deleted.ifPresent(teacher -> publish(teacher, teacher.deleted()));
    return deleted.isPresent();
  }

  private void publish(Teacher teacher, IntegrationEvent event) {
    var tenant = teacher.tenantId().toString();
    events.publish(event, PublishOptions.defaults().withTenantId(tenant));
  }
}
