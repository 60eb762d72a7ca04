package io.eventbus.examples.certificate;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What a learner may do with a course has changed. The names, their order and the form of the dates
 * are those of the earlier certificate service, whose readers must not notice who writes. Keyed by
 * the course.
 *
 * @param issuanceDate as JavaScript writes a time, with three digits of a second
 * @param expirationDate as {@code issuanceDate}
 * @param status what the learner may do now
 * @param eventType what has led to it, besides the type of the envelope
 */
@EventType("COURSE_STATUS_UPDATED")
public record CourseStatusUpdated(
    String userId,
    String courseId,
    String courseName,
    String certificateId,
    String firstName,
    String lastName,
    String issuanceDate,
    String expirationDate,
    String status,
    String eventType)
    implements IntegrationEvent {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The learner has a certificate for the course. */
  static CourseStatusUpdated certificateIssued(
      Learner learner, Enrolment enrolment, Certificate certificate) {
    return new CourseStatusUpdated(
        learner.userId(),
        enrolment.courseId(),
        enrolment.courseName(),
        certificate.certificateId(),
        learner.firstName(),
        learner.lastName(),
        text(certificate.issuanceDate()),
        text(certificate.expirationDate()),
        Enrolment.VIEW_CERTIFICATE,
        "CERTIFICATE_ISSUED");
  }

  private static String text(Instant time) {
    return TIME.format(time);
  }

  @Override
  public String key() {
    return courseId;
  }
}
