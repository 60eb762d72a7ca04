package io.eventbus.examples.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithKafka
final class PostgresIT {

  @Test
  void theServiceRunsOnPostgresAndInANamespace(KafkaCluster kafka) throws Exception {
    Topics.create(kafka.bootstrapServers(), "postgres.");
    try (var postgres = EmbeddedPostgres.start();
        var service =
            RunningService.start(
                kafka.bootstrapServers(),
                "--eventbus.namespace=postgres",
                "--spring.profiles.active=postgres",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres")) {
      var quiz = service.createQuiz();
      var student = UUID.randomUUID().toString();
      var path = "/api/v1/quizzes/" + quiz.id() + "/submissions";
      assertThat(service.post(path, quiz.submission(student, student, "one")).getStatusCode())
          .hasToString("202 ACCEPTED");

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(service.get("/api/v1/students/" + student + "/knowledge"))
                      .hasToString(
                          "[{\"conceptId\":\"%s\",\"answered\":2,\"correct\":2,\"level\":100}]"
                              .formatted(quiz.concept())));
      await().until(() -> service.get("/api/v1/history/" + quiz.id()).size() == 1);
      assertThat(service.get("/api/v1/history/" + quiz.id()).path(0).path("changedAt").asString())
          .endsWith("Z");
    }
  }
}
