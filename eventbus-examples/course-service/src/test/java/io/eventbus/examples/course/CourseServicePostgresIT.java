package io.eventbus.examples.course;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@WithKafka
final class CourseServicePostgresIT {

  private static EmbeddedPostgres postgres;
  private static StubIdentity identity;
  private static CourseTopicsDriver topics;

  private final KafkaCluster kafka;

  CourseServicePostgresIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeAll
  static void start(KafkaCluster kafka) throws IOException {
    postgres = EmbeddedPostgres.start();
    identity = new StubIdentity();
    topics = new CourseTopicsDriver(kafka.bootstrapServers(), "");
  }

  @AfterAll
  static void stop() throws IOException {
    topics.close();
    identity.close();
    postgres.close();
  }

  @Test
  void aPublicationGoesOnWhereTheServiceHasStopped() {
    String id;
    UUID instructor;
    String publication;
    var content = UUID.randomUUID();
    try (var service = service()) {
      var course = driver(service).course("Analytical Engines");
      course.module("Video", content);
      publication = course.publish();
      id = course.id();
      instructor = course.instructorId();
    }
    topics.send(
        "Transcoding-Completed",
        content.toString(),
        Golden.of("Transcoding-Completed").replace(Golden.CONTENT, content.toString()));
    try (var service = service()) {
      var course = new CourseHandle(driver(service), id, instructor);

      course.awaitPublication(publication, "AWAITING_CONFIRMATION");
      course.confirm(publication);

      assertThat(course.status()).isEqualTo("PUBLISHED");
      assertThat(course.driver().told("Course-Update", id, "status", 2))
          .containsExactly("PUBLISHING", "PUBLISHED");
      showsProgress(course);
      rebuildsTheCatalogue(course);
      assertThat(course.driver().delete(course.path()).getStatusCode().value()).isEqualTo(204);
    }
  }

  private static void showsProgress(CourseHandle course) {
    var student = UUID.fromString(Golden.STUDENT);
    assertThat(course.enrol(student).getStatusCode().value()).isEqualTo(201);
    assertThat(course.enrol(student).getStatusCode().value()).isEqualTo(200);
    for (var topic :
        new String[] {
          "User-Creation",
          "User-Update",
          "Assessment-Creation",
          "Submission-Completed",
          "Grading-Completed"
        }) {
      topics.send(topic, "key", Golden.of(topic).replace(Golden.COURSE, course.id()));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(course.driver().get(course.path() + "/progress").getBody().toString())
                    .endsWith(
                        "\"fullName\":\"Anne Byron\",\"submitted\":1,\"graded\":1,\"score\":17}]}"));
  }

  private static void rebuildsTheCatalogue(CourseHandle course) {
    var driver = course.driver();
    var path = driver.post("/api/v1/catalogue/versions", Map.of()).getHeaders().getLocation();
    await()
        .until(() -> driver.get(path.toString()).getBody().path("state").asString().equals("LIVE"));
    assertThat(driver.get("/api/v1/catalogue").getBody().path("courses").toString())
        .isEqualTo(
            """
            [{"courseId":"%s","title":"Analytical Engines","instructorId":"%s",\
            "status":"PUBLISHED","enrolments":1}]"""
                .formatted(course.id(), course.instructorId()));
  }

  /** What comes at the same time. */
  @Nested
  final class WhereTwoMeet {

    private static final String TIME = "2026-11-22T08:00:00Z";

    private static ConfigurableApplicationContext service;
    private static CourseDriver driver;

    private final UUID content = UUID.randomUUID();

    @BeforeAll
    static void start(KafkaCluster kafka) {
      service = service(kafka);
      driver = driver(service);
    }

    @AfterAll
    static void stop() {
      service.close();
    }

    @Test
    void neitherAModuleNorTheEndOfTranscodingMissesTheOther() throws Exception {
      // In this order they are held by the transcoding.
      var courses =
          Stream.of(driver.course("One"), driver.course("Two"))
              .sorted(Comparator.comparing(CourseHandle::id))
              .toList();
      var first = courses.get(0);
      first.module("Video", content);
      var second = courses.get(1);
      CompletableFuture<Void> module;
      String publication;
      try (var slowTranscoding = new OtherTransaction(postgres)) {
        slowTranscoding.execute("select 1 from courses where id = ? for update", uuid(first));
        try (var slowModule = new OtherTransaction(postgres)) {
          slowModule.execute("lock table modules in share mode");
          module = CompletableFuture.runAsync(() -> second.module("Same video", content));
          slowModule.awaitWaiting(1, () -> false);
          driver.transcoded(content, "COMPLETED", TIME);
          slowModule.awaitWaiting(2, () -> false);
        }
        module.get(30, SECONDS);
        publication = CompletableFuture.supplyAsync(second::publish).get(30, SECONDS);
      }

      second.awaitPublication(publication, "AWAITING_CONFIRMATION");
    }

    @Test
    void aModuleWaitsForItsContentWithoutHoldingItsCourse() throws Exception {
      var course = driver.course("Order");
      var module = course.module("Video", content).path("id").asString();
      var change = Map.of("title", "Changed", "contentId", content);
      for (Runnable step :
          List.<Runnable>of(
              () -> course.module("Again", content),
              () -> driver.put(course.path() + "/modules/" + module, change))) {
        CompletableFuture<Void> done;
        try (var other = new OtherTransaction(postgres)) {
          other.execute("update contents set state = state where id = ?", content);
          done = CompletableFuture.runAsync(step);
          other.awaitWaiting(1, done::isDone);
          assertThat(done).isNotDone();
          other.execute("select 1 from courses where id = ? for update nowait", uuid(course));
        }
        done.get(30, SECONDS);
      }
    }

    @Test
    void whoEnrolsInACourseThatIsBeingDeletedIsToldThatItIsNotThere() throws Exception {
      var course = driver.publishedCourse("Gone");
      CompletableFuture<Integer> enrolled;
      try (var deletion = new OtherTransaction(postgres)) {
        deletion.execute("delete from courses where id = ?", uuid(course));
        enrolled =
            CompletableFuture.supplyAsync(
                () -> course.enrol(UUID.randomUUID()).getStatusCode().value());
        deletion.awaitWaiting(1, enrolled::isDone);
      }

      assertThat(enrolled.get(30, SECONDS)).isEqualTo(404);
    }

    private static UUID uuid(CourseHandle course) {
      return UUID.fromString(course.id());
    }
  }

  private ConfigurableApplicationContext service() {
    return service(kafka);
  }

  private static ConfigurableApplicationContext service(KafkaCluster kafka) {
    return CourseApplication.application()
        .run(
            "--server.port=0",
            "--server.tomcat.basedir=target/tomcat",
            "--spring.profiles.active=postgres",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--eventbus.bootstrap-servers=" + kafka.bootstrapServers(),
            "--eventbus.client.metadata.max.age.ms=500",
            "--course.catalogue-check=100ms",
            "--course.identity-url=" + identity.url());
  }

  private static CourseDriver driver(ConfigurableApplicationContext service) {
    return new CourseDriver(
        "http://localhost:" + service.getEnvironment().getProperty("local.server.port"),
        topics,
        identity);
  }
}
