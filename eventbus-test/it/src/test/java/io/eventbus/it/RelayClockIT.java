package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.RelayStatus.State;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of two relays one runs where the clock is off, by an hour or more. */
@Tag("long")
@WithKafka
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RelayClockIT {

  private final KafkaCluster kafka;
  private final String topic = "clock-" + UUID.randomUUID();

  @TempDir Path folder;

  private HikariDataSource database;
  private EventBus bus;
  private Numbers numbers;

  RelayClockIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void open() {
    kafka.createTopic(topic, 3);
    database = Databases.POSTGRES.withTables();
    bus = EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build();
    numbers = new Numbers(bus, database, topic);
  }

  @AfterEach
  void close() throws InterruptedException {
    numbers.stop();
    bus.close();
    database.close();
  }

  private Process relay(Duration off) throws IOException {
    return Children.start(
        folder,
        List.of(OffClock.option()),
        ChildRelay.class,
        kafka.bootstrapServers(),
        database.getJdbcUrl(),
        "never",
        "1",
        off.toString());
  }

  /** Neither does the other take its lease, nor has it to wait for an hour. */
  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void itsLeaseHoldsAsLongAsItShould(Duration off) throws Exception {
    var process = relay(off);
    try {
      numbers.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> Topics.size(kafka, topic) > 200);
      assertThat(Math.abs(sentAt() - System.currentTimeMillis() - off.toMillis()))
          .isLessThan(Duration.ofMinutes(5).toMillis());
      var other = bus.relay(JdbcOutboxStore.of(database), ChildRelay.OPTIONS).start();
      await()
          .during(ChildRelay.OPTIONS.leaseLength().multipliedBy(2))
          .until(() -> other.status().state() == State.STANDBY);
      process.destroyForcibly().waitFor();
      await().atMost(Duration.ofSeconds(30)).until(() -> other.status().sent() > 200);
      numbers.stop();
      await().atMost(Duration.ofSeconds(30)).until(() -> other.backlog().events() == 0);
    } finally {
      process.destroyForcibly().waitFor();
    }
    numbers.requireAll(kafka, ChildRelay.WINDOW);
  }

  private long sentAt() {
    return Fixture.read(kafka, topic, 1).get(0).timestamp();
  }

  /** Brokers refuse records from more than an hour ahead: the machine is at fault, not an event. */
  @Test
  void whatBrokersRefuseForTheClockIsNotHeldBack() throws Exception {
    var process = relay(Duration.ofHours(2));
    try {
      numbers.start();
      var other = bus.relay(JdbcOutboxStore.of(database), ChildRelay.OPTIONS);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> other.backlog().relay() != null && other.backlog().events() > 200);
      await()
          .during(Duration.ofSeconds(5))
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(other.held(1)).isEmpty());
      numbers.stop();
      assertThat(Topics.size(kafka, topic)).isZero();
      other.start(); // the first gives its lease up by itself
      await().atMost(Duration.ofSeconds(30)).until(() -> other.backlog().events() == 0);
    } finally {
      process.destroyForcibly().waitFor();
    }
    numbers.requireAll(kafka, 0);
  }
}
