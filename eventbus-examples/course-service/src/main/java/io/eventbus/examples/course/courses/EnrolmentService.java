package io.eventbus.examples.course.courses;

import io.eventbus.examples.course.events.CourseStatus;
import io.eventbus.examples.course.events.StudentEnrolled;
import io.eventbus.examples.course.problem.Refusal;
import io.eventbus.publish.EventPublisher;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Enrols students and tells the other services, in one transaction. */
@Service
class EnrolmentService {

  private final CourseService courses;
  private final EnrolmentRepository enrolments;
  private final EventPublisher events;
  private final Clock clock;

  EnrolmentService(
      CourseService courses, EnrolmentRepository enrolments, EventPublisher events, Clock clock) {
    this.courses = courses;
    this.enrolments = enrolments;
    this.events = events;
    this.clock = clock;
  }

  /** An enrolment, and whether it is a new one. */
  record Enrolled(Enrolment enrolment, boolean fresh) {}

  /** Enrols a student in a published course; one who is enrolled stays so, and nobody is told. */
  @Transactional
  Enrolled enrol(UUID courseId, UUID studentId) {
    var course = courses.hold(courseId).orElseThrow(CourseService::unknown);
    if (course.status() != CourseStatus.PUBLISHED) {
      throw Refusal.conflict("The course is not published.");
    }
    var enrolment = new Enrolment(UUID.randomUUID(), courseId, studentId);
    if (!enrolments.insert(enrolment)) {
      return new Enrolled(enrolments.of(courseId, studentId), false);
    }
    events.publish(new StudentEnrolled(enrolment.id(), courseId, studentId, clock.instant()));
    return new Enrolled(enrolment, true);
  }
}
