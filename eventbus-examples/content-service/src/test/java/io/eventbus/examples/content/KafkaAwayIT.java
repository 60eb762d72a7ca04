package io.eventbus.examples.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@WithKafka(own = true)
final class KafkaAwayIT {

  private static final String PRODUCER = "/api/v1/kafka/producer";
  private static final String GROUPS = "/api/v1/kafka/groups";

  @Test
  void saysSoChangesContentAllTheSameAndTellsOfItOnceKafkaIsBack(KafkaCluster kafka)
      throws Exception {
    Topics.create(kafka.bootstrapServers(), "");
    try (var service =
        RunningService.start(
            kafka.bootstrapServers(),
            "--eventbus.publisher.max-wait=500ms",
            "--eventbus.publisher.delivery-timeout=1s",
            "--eventbus.client.request.timeout.ms=500",
            "--content.submission-timeout=1s")) {
      await().untilAsserted(() -> assertThat(service.get(GROUPS).path("active")).hasSize(2));

      kafka.stop();
      await().untilAsserted(() -> assertThat(connected(service)).isFalse());
      assertThat(service.get(GROUPS).path("active")).isEmpty();
      var quiz = service.createQuiz();
      submissionsAreNotTaken(service, quiz);
      importsTellThatNothingIsPublished(service, quiz);

      kafka.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> connected(service));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(service.get(GROUPS).path("active")).hasSize(2));
      try (var topics = new Topics(kafka.bootstrapServers())) {
        assertThat(topics.read("content.quiz.created", quiz.id()).value()).contains("Adding");
      }
    }
  }

  private static boolean connected(RunningService service) {
    return service.get(PRODUCER).path("connected").asBoolean();
  }

  private static void submissionsAreNotTaken(RunningService service, RunningService.Quiz quiz) {
    var id = UUID.randomUUID().toString();
    var answer =
        service.post(
            "/api/v1/quizzes/" + quiz.id() + "/submissions", quiz.submission(id, id, "one"));
    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("10");
    assertThat(answer.getBody().path("detail").asString()).contains("the same submissionId");
  }

  private static void importsTellThatNothingIsPublished(
      RunningService service, RunningService.Quiz quiz) {
    var id = UUID.randomUUID();
    var answer =
        service.post(
            "/api/v1/resources/import",
            """
            {"resources": [{"id": "%s", "parentId": "%s", "title": "Halves"}]}"""
                .formatted(id, quiz.concept()));
    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody().path("published")).isEmpty();
    assertThat(answer.getBody().path("notPublished"))
        .hasToString("[{\"id\":\"%s\",\"reason\":\"expired\"}]".formatted(id));
    assertThat(service.get("/api/v1/resources/" + id).path("title").asString()).isEqualTo("Halves");
  }

  @Test
  void changesContentAndTellsNobodyWhileEventsAreSwitchedOff() {
    try (var service = RunningService.start("localhost:1", "--eventbus.enabled=false")) {
      var quiz = service.createQuiz();

      assertThat(connected(service)).isFalse();
      assertThat(service.get(GROUPS)).hasToString("{\"active\":[],\"states\":{}}");
      var id = UUID.randomUUID().toString();
      var path = "/api/v1/quizzes/" + quiz.id() + "/submissions";
      assertThat(service.post(path, quiz.submission(id, id, "one")).getStatusCode().value())
          .isEqualTo(503);
    }
  }
}
