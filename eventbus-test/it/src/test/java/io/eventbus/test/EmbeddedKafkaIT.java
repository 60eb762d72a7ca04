package io.eventbus.test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaIT {

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.builder().property("message.max.bytes", "123456").start();
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Test
  void startsWithinTimeoutAndRoundTripsARecord() throws Exception {
    Records.send(kafka, "round-trip", "hello");

    assertThat(Records.read(kafka, "round-trip", "readers", 1)).containsExactly("hello");
  }

  @Test
  void createsATopicWithPartitionsAndConfigs() throws Exception {
    kafka.createTopic("configured", 5, Map.of("retention.ms", "12345"));

    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var topic = admin.describeTopics(List.of("configured")).allTopicNames().get();
      assertThat(requireNonNull(topic.get("configured")).partitions()).hasSize(5);
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, "configured");
      var config =
          requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
      assertThat(config.get("retention.ms").value()).isEqualTo("12345");
      assertThat(config.get("max.message.bytes").value()).isEqualTo("123456");
    }
  }

  @Test
  void topicThatExistsIsRefused() {
    kafka.createTopic("twice", 1);

    assertThatExceptionOfType(KafkaClusterException.class)
        .isThrownBy(() -> kafka.createTopic("twice", 1))
        .withMessage("Cannot create the topic twice")
        .withCauseInstanceOf(TopicExistsException.class);
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kafka.createTopic(" ", 1))
        .withMessageStartingWith("name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kafka.createTopic("none", 0))
        .withMessageStartingWith("partitions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kafka.broker(2))
        .withMessage("id must be between 1 and 1 but is 2");
  }

  @Test
  void closeLeavesNoProcessPortOrFile() throws Exception {
    var other = EmbeddedKafka.builder().heapMegabytes(128).start();
    Records.send(other, "gone", "soon");
    var process = ProcessHandle.of(pid(other)).orElseThrow();
    Path folder = other.logs().get(0).resolve("../..").normalize();
    int port = Integer.parseInt(other.bootstrapServers().split(":", 2)[1]);
    assertThat(folder).isDirectory();

    other.close();
    other.close();

    process.onExit().get(10, TimeUnit.SECONDS);
    assertThat(Ports.isFree(port)).isTrue();
    assertThat(folder).doesNotExist();
    assertThatIllegalStateException()
        .isThrownBy(other::start)
        .withMessage("The Kafka cluster is closed");
  }

  @Test
  void startThatTakesTooLongFailsWithTheEndOfTheLog() {
    assertThatExceptionOfType(KafkaClusterException.class)
        .isThrownBy(() -> EmbeddedKafka.builder().startTimeout(Duration.ofMillis(300)).start())
        .withMessageStartingWith("Kafka was not ready within PT0.3S.")
        .withMessageContaining("The log of broker 1 ends with:");
  }

  @Test
  void brokerThatCannotStartFailsAtOnceWithTheEndOfTheLog() {
    assertThatExceptionOfType(KafkaClusterException.class)
        .isThrownBy(() -> EmbeddedKafka.builder().property("num.io.threads", "many").start())
        .withMessageStartingWith("Broker 1 ended while it was started.")
        .withMessageContaining("Invalid value many for configuration num.io.threads");
  }

  private static long pid(EmbeddedKafka kafka) {
    return ((EmbeddedBroker) kafka.broker(1)).pid();
  }
}
