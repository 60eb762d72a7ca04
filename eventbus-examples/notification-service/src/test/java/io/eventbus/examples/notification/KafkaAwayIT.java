package io.eventbus.examples.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The variables of the earlier system, and its health page, with Kafka and without. */
@WithKafka(own = true)
final class KafkaAwayIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PAGE = "/health/kafka";
  private static final String READINESS = "/actuator/health/readiness";

  @Test
  void tellsWhetherKafkaIsThereAndIsReadyOnlyThenWhereItIsRequired(KafkaCluster kafka) {
    try (var service =
        RunningService.start(
            kafka.bootstrapServers(), "--REQUIRE_KAFKA=true", "--KAFKA_GROUP_ID=language-school")) {
      assertThat(service.text(PAGE)).isEqualTo("{\"kafka\":{\"enabled\":true,\"connected\":true}}");
      assertThat(status(service, READINESS)).isEqualTo(200);
      assertThat(service.get("/actuator/eventbus/language-school").getBody().path("group"))
          .hasToString("\"language-school\"");

      kafka.stop();

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(service.text(PAGE))
                      .isEqualTo("{\"kafka\":{\"enabled\":true,\"connected\":false}}"));
      await().atMost(SOON).until(() -> status(service, READINESS) == 503);
      service.register("ada@example.org");
      assertThat(service.count("eventbus_outbox")).isEqualTo(1);

      kafka.start();

      await().atMost(SOON).until(() -> service.recorded("email", "ada@example.org").size() == 1);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(service.text(PAGE))
                      .isEqualTo("{\"kafka\":{\"enabled\":true,\"connected\":true}}"));
      await().atMost(SOON).until(() -> status(service, READINESS) == 200);
    }
  }

  @Test
  void doesNotStartWithoutKafkaWhereItIsRequired() {
    assertThatThrownBy(
            () ->
                RunningService.start(
                    "localhost:1", "--REQUIRE_KAFKA=true", "--eventbus.required-timeout=200ms"))
        .hasStackTraceContaining("localhost:1");
  }

  @Test
  void runsWithoutKafkaWhereItIsSwitchedOff() {
    try (var service = RunningService.start("localhost:1", "--KAFKA_ENABLED=false")) {
      assertThat(service.text(PAGE))
          .isEqualTo("{\"kafka\":{\"enabled\":false,\"connected\":false}}");
      assertThat(status(service, READINESS)).isEqualTo(200);
      assertThat(service.register("ada@example.org")).isNotEmpty();
      assertThat(service.count("eventbus_outbox")).isZero();
      var sms = service.post("/notifications/sms", Map.of("to", "+491701234567", "text", "Hi"));
      assertThat(sms.getStatusCode().value()).isEqualTo(503);
    }
  }

  private static int status(RunningService service, String path) {
    return service.get(path).getStatusCode().value();
  }
}
