package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expectStatus;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.util.Map;
import java.util.UUID;

/** What a visitor does with courses: all enrol in one, which the first of them gets published. */
final class CourseVisit {

  private final Visitor visitor;
  private String course = "";

  CourseVisit(Visitor visitor) {
    this.visitor = visitor;
  }

  synchronized String enrol() throws Exception {
    if (course.isEmpty()) {
      course = publish();
    }
    var student = Map.of("studentId", UUID.randomUUID().toString());
    expectStatus(201, post("/api/v1/courses/" + course + "/enrolments", student));
    return visitor.somebody().fullName()
        + " is enrolled. Student-Enrolled says so in bare JSON, as ever.";
  }

  /** A course has a teacher with an identity, and goes through the saga of its publication. */
  private String publish() throws Exception {
    visitor.requireKafka();
    visitor.require(SchoolService.IDENTITY);
    var person = visitor.somebody();
    var teachers = new Teachers(visitor.client());
    teachers.create(person.phoneNumber(), person.fullName());
    var instructor = teachers.onlyUser(person.phoneNumber()).path("id").asString();
    var created =
        post(
            "/api/v1/courses",
            Map.of(
                "title", "The Mechanism of the Heavens",
                "description", "After Laplace.",
                "instructorId", instructor));
    expectStatus(201, created);
    var begun = post("/api/v1/courses/" + created.text("id") + "/publications", Map.of());
    expectStatus(201, begun);
    var confirmation = "/api/v1/publications/" + begun.text("id") + "/confirmation";
    expectStatus(200, post(confirmation, Map.of("instructorId", instructor)));
    return created.text("id");
  }

  private Answer post(String path, Object body) throws Exception {
    return visitor.client().post(SchoolService.COURSES, path, body);
  }
}
