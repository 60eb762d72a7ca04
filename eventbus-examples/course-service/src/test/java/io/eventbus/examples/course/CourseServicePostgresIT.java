package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private ConfigurableApplicationContext service() {
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
