package io.eventbus.examples.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithKafka(own = true)
final class KafkaAwayIT {

  private static final String TOPIC = "emis.teacher.teachercreated";
  private static final Map<String, String> ADA =
      Map.of(
          "tenantId", UUID.randomUUID().toString(),
          "phoneNumber", "+491700000001",
          "fullName", "Ada Lovelace",
          "email", "ada@example.org");

  @Test
  void aTeacherIsCreatedWhileKafkaIsAwayAndToldOfOnceItIsBack(KafkaCluster kafka) {
    kafka.createTopic(TOPIC, 1);
    kafka.stop();
    try (var service = RunningService.start(kafka.bootstrapServers())) {
      long start = System.nanoTime();

      var answer = service.post(ADA);

      assertThat(answer.getStatusCode().value()).isEqualTo(201);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(service.count("eventbus_outbox")).isEqualTo(1);

      kafka.start();

      try (var topics = new TopicReader(kafka.bootstrapServers())) {
        var id = answer.getBody().path("id").asString();
        assertThat(topics.read(TOPIC, id).value()).contains("Ada Lovelace");
      }
      await().untilAsserted(() -> assertThat(service.count("eventbus_outbox")).isZero());
    }
  }

  @Test
  void aTeacherIsCreatedAndNobodyToldWhileEventsAreSwitchedOff() {
    try (var service = RunningService.start("localhost:1", "--eventbus.enabled=false")) {
      assertThat(service.post(ADA).getStatusCode().value()).isEqualTo(201);

      assertThat(service.count("teachers")).isEqualTo(1);
      assertThat(service.count("eventbus_outbox")).isZero();
    }
  }
}
