package io.eventbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventbus.publish.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** Each client of a bus is made by what it was given; that they work is shown in eventbus-test. */
class KafkaClientsTest {

  private final List<String> asked = new ArrayList<>();

  private final KafkaClients clients =
      new KafkaClients() {
        @Override
        public Producer<byte[], byte[]> producer(Map<String, Object> properties) {
          throw asked("producer", properties);
        }

        @Override
        public Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
          throw asked("consumer", properties);
        }

        @Override
        public Admin admin(Map<String, Object> properties) {
          throw asked("admin", properties);
        }

        @Override
        public Duration commitInterval() {
          return Duration.ofMillis(1);
        }
      };

  private IllegalStateException asked(String client, Map<String, Object> properties) {
    asked.add(client + " of " + properties.get("client.id"));
    return new IllegalStateException(client);
  }

  @Test
  void makeTheProducerOfABus() {
    assertThatIllegalStateException().isThrownBy(builder()::build).withMessage("producer");
    assertThat(asked).containsExactly("producer of it");
  }

  @Test
  void makeTheClientsOfConsumersAndOfDeadLettersAndOfTheHealth() {
    try (var bus = builder().startOn(task -> {}).closeTimeout(Duration.ZERO).build()) {
      var consumer =
          bus.consumer("g").on(SampleEvents.TeacherCreatedIntegrationEvent.class, (e, c) -> {});
      assertThat(catchThrowable(consumer::start)).hasMessage("consumer");
      assertThat(catchThrowable(() -> bus.deadLetters("g").topics())).hasMessage("admin");
      assertThat(bus.health().problems()).isNotEmpty();
    }
    assertThat(asked)
        .containsExactly(
            "consumer of it-g", "admin of it-dead-letters-admin", "admin of it-health");
  }

  private EventBusBuilder builder() {
    return EventBus.builder()
        .bootstrapServers("localhost:1")
        .source("test")
        .clientProperty("client.id", "it")
        .kafkaClients(clients);
  }
}
