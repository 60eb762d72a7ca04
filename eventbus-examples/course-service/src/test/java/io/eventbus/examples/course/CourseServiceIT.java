package io.eventbus.examples.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetterReason;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.examples.course.StubIdentity.Mode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@CourseServiceTest
final class CourseServiceIT {

  private static final String EARLY = "2026-11-22T08:00:00Z";

  @Autowired private CourseDriver driver;
  @Autowired private JdbcClient jdbc;
  @Autowired private MeterRegistry meters;
  @Autowired private DeadLetters letters;

  @Test
  void createsACourseThatCanBeFoundChangedAndDeleted() {
    var course = driver.course("Analytical Engines");

    assertThat(course.status()).isEqualTo("DRAFT");
    assertThat(course.change("Difference Engines").getBody().path("revision").asInt()).isEqualTo(2);
    var module = course.module("The mill", null);
    assertThat(driver.get(course.path() + "/modules").getBody().get(0)).isEqualTo(module);
    assertThat(driver.get(course.path()).getBody().path("title").asString())
        .isEqualTo("Difference Engines");
    assertThat(driver.delete(course.path()).getStatusCode().value()).isEqualTo(204);
    assertThat(driver.get(course.path()).getStatusCode().value()).isEqualTo(404);
    assertThat(driver.delete(course.path()).getStatusCode().value()).isEqualTo(404);
    assertThat(course.change("Gone").getStatusCode().value()).isEqualTo(404);
    assertThat(driver.get(course.path() + "/progress").getStatusCode().value()).isEqualTo(404);
  }

  @Test
  void storesAndPublishesNothingForAnInstructorWhomNobodyKnows() {
    var title = "Course of nobody " + UUID.randomUUID();

    var answer = create(title, UUID.randomUUID());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("detail").asString())
        .isEqualTo("No user has the id of the instructor.");
    assertThat(answer.headers().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertNothingOf(title);
  }

  @Test
  void asksForPatienceAndStoresNothingWhileTheIdentityServiceIsDown() {
    var title = "Course in bad times " + UUID.randomUUID();
    driver.identity().behave(Mode.DOWN);
    Answer answer;
    try {
      answer = create(title, driver.identity().user("Active"));
    } finally {
      driver.identity().behave(Mode.WORKS);
    }

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().getFirst("Retry-After")).isEqualTo("5");
    assertThat(answer.body().path("detail").asString()).startsWith("The identity service");
    assertNothingOf(title);
  }

  private record Answer(int status, HttpHeaders headers, JsonNode body) {}

  private Answer create(String title, UUID instructorId) {
    var answer =
        driver.post(
            "/api/v1/courses",
            Map.of("title", title, "description", "", "instructorId", instructorId));
    return new Answer(answer.getStatusCode().value(), answer.getHeaders(), answer.getBody());
  }

  private void assertNothingOf(String title) {
    assertThat(
            jdbc.sql("select count(*) from courses where title = :title")
                .param("title", title)
                .query(Integer.class)
                .single())
        .isZero();
    // What is published goes through the outbox: were it there, it would be sent before this one.
    var next = driver.course("Next");
    driver.told("Course-Creation", next.id(), "title", 1);
    assertThat(driver.topics().records("Course-Creation"))
        .noneMatch(record -> record.value().contains(title));
  }

  @Test
  void namesWhatIsWrongWithARequest() {
    var invalid = driver.post("/api/v1/courses", Map.of("title", " "));
    assertThat(invalid.getStatusCode().value()).isEqualTo(400);
    assertThat(invalid.getBody().path("invalid").propertyNames())
        .containsExactlyInAnyOrder("title", "description", "instructorId");
    var course = driver.course("Drafts");
    var early = course.enrol(UUID.randomUUID());
    assertThat(early.getStatusCode().value()).isEqualTo(409);
    assertThat(early.getBody().path("detail").asString()).isEqualTo("The course is not published.");
    var module = driver.put(course.path() + "/modules/" + UUID.randomUUID(), Map.of("title", "?"));
    assertThat(module.getStatusCode().value()).isEqualTo(404);
  }

  @Test
  void enrolsAStudentOnceAndTellsSoOnce() {
    var course = driver.publishedCourse("Enrolments");
    var student = UUID.randomUUID();

    var first = course.enrol(student);
    var second = course.enrol(student);
    course.enrol(UUID.randomUUID());

    assertThat(first.getStatusCode().value()).isEqualTo(201);
    assertThat(second.getStatusCode().value()).isEqualTo(200);
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(driver.told("Student-Enrolled", course.id(), "studentId", 2))
        .hasSize(2)
        .startsWith(student.toString());
  }

  @Test
  void showsHowStudentsAreDoingWhateverTheOrderOfEvents() {
    var course = driver.publishedCourse("Progress");
    var student = UUID.randomUUID();
    var assessment = UUID.randomUUID();
    var submission = UUID.randomUUID();
    course.enrol(student);

    var ids =
        "\"submissionId\":\"%s\",\"assessmentId\":\"%s\",\"courseId\":\"%s\",\"studentId\":\"%s\""
            .formatted(submission, assessment, course.id(), student);
    send("Grading-Completed", "{" + ids + ",\"score\":9,\"gradedAt\":\"2026-11-22T12:00:00Z\"}");
    send("Grading-Completed", "{" + ids + ",\"score\":4,\"gradedAt\":\"2026-11-22T11:00:00Z\"}");
    send("User-Update", user(student, "Anne Byron", "updatedAt", "2026-11-22T09:00:00Z"));
    await().until(() -> student(course).path("score").asInt() == 9);
    await().until(() -> student(course).path("fullName").asString().equals("Anne Byron"));
    send("User-Creation", user(student, "Anne Milbanke", "createdAt", EARLY));
    send("Submission-Completed", "{" + ids + ",\"submittedAt\":\"2026-11-22T10:00:00Z\"}");

    await().until(() -> student(course).path("submitted").asInt() == 1);
    assertThat(student(course).path("graded").asInt()).isEqualTo(1);
    assertThat(student(course).path("score").asInt()).isEqualTo(9);
    assertThat(student(course).path("fullName").asString()).isEqualTo("Anne Byron");
  }

  private JsonNode student(CourseHandle course) {
    return driver.get(course.path() + "/progress").getBody().path("students").path(0);
  }

  @Test
  void countsWhatNothingHereHandles() {
    driver.topics().send("User-Deletion", "u1", "{\"userId\":\"u1\"}");
    driver
        .topics()
        .send(
            "User-Creation",
            "u1",
            "{\"userId\":\"u1\"}",
            "ce_specversion",
            "1.0",
            "ce_id",
            "e1",
            "ce_source",
            "elsewhere",
            "ce_type",
            "user.invited",
            "content-type",
            "application/json");

    await().until(() -> unknown("User-Deletion") == 1);
    await().until(() -> unknown("User-Creation") == 1);
  }

  private double unknown(String topic) {
    return meters.find(UnknownEvents.METER).counters().stream()
        .filter(counter -> String.valueOf(counter.getId().getTag("topic")).endsWith("." + topic))
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  @Test
  void anEventThatTheDatabaseRefusesHoldsUpNoOther() {
    var course = driver.publishedCourse("Poison");
    var student = UUID.randomUUID();
    course.enrol(student);

    send("User-Creation", user(student, "Anne ".repeat(100), "createdAt", EARLY));
    send("User-Creation", user(student, "Anne Milbanke", "createdAt", EARLY));

    await().until(() -> student(course).path("fullName").asString().equals("Anne Milbanke"));
  }

  @Test
  void anEventThatLacksWhatIsNeededIsADeadLetterAndChangesNothing() {
    var content = UUID.randomUUID();

    send(
        "Transcoding-Completed",
        "{\"contentId\":\"%s\",\"completedAt\":\"%s\"}".formatted(content, EARLY));
    send("Grading-Completed", "{\"submissionId\":\"%s\"}".formatted(content));

    await()
        .untilAsserted(
            () -> {
              var unreadable = DeadLetterFilter.all().withReason(DeadLetterReason.UNDECODABLE);
              assertThat(letters.list(unreadable, 500))
                  .filteredOn(letter -> new String(letter.body(), UTF_8).contains("" + content))
                  .hasSize(2);
            });
    assertThat(
            jdbc.sql("select count(*) from contents where id = :id")
                .param("id", content)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private void send(String topic, String body) {
    driver.topics().send(topic, "key", body);
  }

  private static String user(UUID id, String name, String timeField, String time) {
    return """
    {"userId":"%s","fullName":"%s","email":"anne@example.org","role":"STUDENT","%s":"%s"}"""
        .formatted(id, name, timeField, time);
  }
}
