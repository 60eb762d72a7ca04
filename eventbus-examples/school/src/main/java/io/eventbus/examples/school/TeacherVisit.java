package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expectStatus;

import java.util.Map;
import java.util.UUID;

/** What a visitor does with teachers and parents. */
final class TeacherVisit {

  private TeacherVisit() {}

  static String createTeacher(Visitor visitor) throws Exception {
    var person = visitor.somebody();
    long start = System.nanoTime();
    new Teachers(visitor.client()).create(person.phoneNumber(), person.fullName());
    return "%s, %s, is stored after %d ms. %s"
        .formatted(
            person.fullName(),
            person.phoneNumber(),
            (System.nanoTime() - start) / 1_000_000,
            visitor.whereabouts(SchoolService.IDENTITY));
  }

  static String createParent(Visitor visitor) throws Exception {
    var person = visitor.somebody();
    var answer =
        visitor
            .client()
            .post(
                SchoolService.TEACHERS,
                "/api/v1/parents",
                Map.of(
                    "tenantId", Teachers.TENANT,
                    "studentId", UUID.randomUUID().toString(),
                    "phoneNumber", person.phoneNumber(),
                    "fullName", person.fullName(),
                    "email", "parent@school.example"));
    expectStatus(201, answer);
    return person.fullName() + " is stored. " + visitor.whereabouts(SchoolService.STUDENTS);
  }
}
