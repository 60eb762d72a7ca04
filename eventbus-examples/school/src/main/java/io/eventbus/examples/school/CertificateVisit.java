package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expectStatus;

import java.util.Map;

/** What a visitor does with certificates. */
final class CertificateVisit {

  private CertificateVisit() {}

  static String issue(Visitor visitor) throws Exception {
    var person = visitor.somebody();
    var learners = new Learners(visitor.service(SchoolService.CERTIFICATES));
    var userId = learners.completed(person.firstName(), person.lastName());
    var answer =
        visitor
            .client()
            .post(
                SchoolService.CERTIFICATES,
                "/certificate/issue",
                Map.of("userId", userId, "courseId", Learners.COURSE));
    expectStatus(201, answer);
    return "%s has the certificate %s in %s. %s"
        .formatted(
            person.fullName(),
            answer.text("certificateId"),
            Learners.COURSE_NAME,
            visitor.isKafkaUp()
                ? "Its event goes to user-topic, as the earlier service wrote it."
                : "Kafka is down: its event waits in the outbox.");
  }
}
