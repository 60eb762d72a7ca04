package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourseServiceTest
final class PublicationSagaIT {

  private static final String EARLY = "2026-11-22T08:00:00Z";
  private static final String LATE = "2026-11-22T09:00:00Z";

  @Autowired private CourseDriver driver;
  @Autowired private MovableClock clock;
  @Autowired private JdbcClient jdbc;
  @Autowired private MeterRegistry meters;

  private final UUID content = UUID.randomUUID();

  @Test
  void publishesOnceTheContentIsReadyAndTheTeacherHasConfirmed() {
    var course = courseWithContent();
    var publication = course.publish();
    assertThat(state(publication)).isEqualTo("AWAITING_CONTENT");
    assertThat(course.status()).isEqualTo("PUBLISHING");
    assertThat(course.change("Changed").getStatusCode().value()).isEqualTo(409);
    assertThat(confirm(course, publication)).as("too early").isEqualTo(409);

    driver.transcoded(content, "COMPLETED", EARLY);
    course.awaitPublication(publication, "AWAITING_CONFIRMATION");
    assertThat(course.decide(publication + "/confirmation", UUID.randomUUID()).getStatusCode())
        .matches(status -> status.value() == 403);
    course.confirm(publication);

    assertThat(state(publication)).isEqualTo("PUBLISHED");
    assertThat(course.status()).isEqualTo("PUBLISHED");
    assertThat(told(course)).containsExactly("PUBLISHING", "PUBLISHED");
    assertThat(driver.post(course.path() + "/publications", Map.of()).getStatusCode().value())
        .isEqualTo(409);
  }

  @Test
  void waitsForTheContentOfAllModules() {
    var other = UUID.randomUUID();
    var course = courseWithContent();
    course.module("Video two", other);
    var publication = course.publish();

    driver.transcoded(content, "COMPLETED", EARLY);
    awaitContent(content, "READY");
    assertThat(state(publication)).isEqualTo("AWAITING_CONTENT");
    driver.transcoded(other, "COMPLETED", EARLY);

    course.awaitPublication(publication, "AWAITING_CONFIRMATION");
  }

  @Test
  void takesItBackWhenTheTeacherRefuses() {
    var course = courseWithContent();
    var publication = course.publish();

    var refused = course.decide(publication + "/refusal", course.instructorId());
    var again = course.decide(publication + "/refusal", course.instructorId());

    assertThat(refused.getBody().path("reason").asString()).isEqualTo("Too early.");
    assertThat(again.getBody()).isEqualTo(refused.getBody());
    assertThat(state(publication)).isEqualTo("REFUSED");
    assertThat(course.status()).isEqualTo("DRAFT");
    assertThat(told(course)).containsExactly("PUBLISHING", "DRAFT");
    assertThat(course.change("Better").getStatusCode().value()).isEqualTo(200);
  }

  @Test
  void takesItBackWhenContentCannotBeTranscodedEvenLate() {
    var course = courseWithContent();
    driver.transcoded(content, "COMPLETED", EARLY);
    awaitContent(content, "READY");
    var publication = course.publish();

    driver.transcoded(content, "FAILED", LATE);

    course.awaitPublication(publication, "FAILED");
    assertThat(course.status()).isEqualTo("DRAFT");
    assertThat(told(course)).containsExactly("PUBLISHING", "DRAFT");
    assertThat(state(course.publish())).as("known to have failed").isEqualTo("FAILED");
  }

  @Test
  void takesItBackAtItsDeadline() {
    var course = courseWithContent();
    var publication = course.publish();

    clock.move(Duration.ofDays(15));

    course.awaitPublication(publication, "TIMED_OUT");
    assertThat(course.status()).isEqualTo("DRAFT");
    assertThat(told(course)).containsExactly("PUBLISHING", "DRAFT");
    driver.transcoded(content, "COMPLETED", EARLY);
    awaitContent(content, "READY");
    assertThat(confirm(course, publication)).as("too late").isEqualTo(409);
    assertThat(state(publication)).isEqualTo("TIMED_OUT");
  }

  @Test
  void doesEachStepOnceHoweverOftenItIsAskedFor() {
    var course = courseWithContent();
    var publication = course.publish();
    assertThat(driver.post(course.path() + "/publications", Map.of()).getStatusCode().value())
        .isEqualTo(409);
    for (int i = 0; i < 3; i++) {
      driver.transcoded(content, "COMPLETED", EARLY);
    }
    course.awaitPublication(publication, "AWAITING_CONFIRMATION");

    assertThat(course.confirm(publication)).isEqualTo(course.confirm(publication));
    driver.transcoded(content, "COMPLETED", EARLY);
    assertThat(course.decide(publication + "/refusal", course.instructorId()).getStatusCode())
        .matches(status -> status.value() == 409);
    awaitOrder();

    assertThat(state(publication)).isEqualTo("PUBLISHED");
    // Any further event of the course would stand before this one.
    course.change("Done");
    assertThat(driver.told("Course-Update", course.id(), "status", 3))
        .containsExactly("PUBLISHING", "PUBLISHED", "PUBLISHED");
  }

  @Test
  void takesContentThatWasReadyBeforeAnybodyAskedForIt() {
    driver.transcoded(content, "COMPLETED", LATE);
    driver.transcoded(content, "FAILED", EARLY); // overtaken: it is what was so before
    awaitContent(content, "READY");
    awaitOrder();

    assertThat(state(courseWithContent().publish())).isEqualTo("AWAITING_CONFIRMATION");
  }

  @Test
  void aStepThatBreaksOffIsRolledBackAndDoneLater() {
    var course = courseWithContent();
    var publication = course.publish();
    double before = retried();
    jdbc.sql("alter table publications rename to publications_away").update();
    try {
      driver.transcoded(content, "COMPLETED", EARLY);
      await().until(() -> retried() > before);
      assertThat(contentStates(content)).containsExactly("PENDING");
    } finally {
      jdbc.sql("alter table publications_away rename to publications").update();
    }

    course.awaitPublication(publication, "AWAITING_CONFIRMATION");
  }

  @Test
  void endsWithTheCourse() {
    var course = courseWithContent();
    var publication = course.publish();

    assertThat(driver.delete(course.path()).getStatusCode().value()).isEqualTo(204);
    driver.transcoded(content, "COMPLETED", EARLY);
    awaitContent(content, "READY");

    assertThat(driver.get(publication).getStatusCode().value()).isEqualTo(404);
    assertThat(confirm(course, publication)).isEqualTo(404);
  }

  private CourseHandle courseWithContent() {
    var course = driver.course("Publications");
    course.module("Video", content);
    return course;
  }

  private String state(String publication) {
    return driver.get(publication).getBody().path("state").asString();
  }

  private int confirm(CourseHandle course, String publication) {
    return course
        .decide(publication + "/confirmation", course.instructorId())
        .getStatusCode()
        .value();
  }

  private List<String> told(CourseHandle course) {
    return driver.told("Course-Update", course.id(), "status", 2);
  }

  /**
   * Same key, same order: once what comes after it is done, so is the last event of the content.
   */
  private void awaitOrder() {
    var next = UUID.randomUUID();
    driver
        .topics()
        .send(
            "Transcoding-Completed",
            content.toString(),
            "{\"contentId\":\"%s\",\"status\":\"COMPLETED\",\"completedAt\":\"%s\"}"
                .formatted(next, EARLY));
    awaitContent(next, "READY");
  }

  private double retried() {
    return meters.find("eventbus.retried").meters().stream()
        .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
        .mapToDouble(Measurement::getValue)
        .sum();
  }

  private void awaitContent(UUID id, String state) {
    await().untilAsserted(() -> assertThat(contentStates(id)).containsExactly(state));
  }

  private List<String> contentStates(UUID id) {
    return jdbc.sql("select state from contents where id = :id")
        .param("id", id)
        .query(String.class)
        .list();
  }
}
