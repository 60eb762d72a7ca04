package io.eventbus.examples.course.courses;

import io.eventbus.examples.course.events.CourseCreated;
import io.eventbus.examples.course.events.CourseDeleted;
import io.eventbus.examples.course.events.CourseStatus;
import io.eventbus.examples.course.events.CourseUpdated;
import io.eventbus.examples.course.problem.Refusal;
import io.eventbus.publish.EventPublisher;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the courses and tells the other services, in one transaction: the event is a row of the
 * outbox, which is sent once the change is committed, whenever Kafka is there to take it.
 *
 * <p>Whoever changes a course, its modules or its publication holds it first, so that this happens
 * one after the other. Who holds content, too, holds that before the course.
 */
@Service
public class CourseService {

  private final CourseRepository courses;
  private final EventPublisher events;
  private final Clock clock;

  CourseService(CourseRepository courses, EventPublisher events, Clock clock) {
    this.courses = courses;
    this.events = events;
    this.clock = clock;
  }

  /** Creates a course, of whose instructor it is known that there is one. */
  @Transactional
  Course create(NewCourse newCourse) {
    var course = newCourse.withId(UUID.randomUUID());
    courses.insert(course);
    events.publish(
        new CourseCreated(
            course.id(),
            course.title(),
            course.description(),
            course.instructorId(),
            course.status(),
            course.revision(),
            clock.instant()));
    return course;
  }

  /** The course as it is now. */
  public Optional<Course> find(UUID id) {
    return courses.find(id);
  }

  /** Changes a course that is not just being published. */
  @Transactional
  Course change(UUID id, CourseChange change) {
    return update(holdOpen(id).with(change));
  }

  /** Deletes a course with all that belongs to it, also while it is being published. */
  @Transactional
  void delete(UUID id) {
    var course = hold(id).orElseThrow(CourseService::unknown);
    courses.delete(id);
    events.publish(new CourseDeleted(id, course.revision() + 1, clock.instant()));
  }

  /** The course, which nobody else can change until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Course> hold(UUID id) {
    return courses.lock(id);
  }

  /** The same, for who wants to change what would be published. */
  @Transactional(propagation = Propagation.MANDATORY)
  Course holdOpen(UUID id) {
    var course = hold(id).orElseThrow(CourseService::unknown);
    if (course.status() == CourseStatus.PUBLISHING) {
      throw Refusal.conflict("The course is being published and cannot be changed meanwhile.");
    }
    return course;
  }

  /** Moves a course that is held to another stage. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Course moveTo(Course course, CourseStatus status) {
    return update(course.at(status));
  }

  private Course update(Course course) {
    courses.update(course);
    events.publish(
        new CourseUpdated(
            course.id(),
            course.title(),
            course.description(),
            course.instructorId(),
            course.status(),
            course.revision(),
            clock.instant()));
    return course;
  }

  /** There is no such course. */
  public static Refusal unknown() {
    return Refusal.notFound("No course has this id.");
  }
}
