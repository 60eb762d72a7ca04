package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.it.OutboxSuite.Changed;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.RelayStatus.State;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The active relay is frozen past its lease, and goes on when another has taken over. */
@WithKafka
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RelayFreezeIT {

  private static final int ROUNDS = Integer.getInteger("it.freezes", 1);
  private static final int KEYS = 20;

  private final KafkaCluster kafka;

  @TempDir Path folder;

  RelayFreezeIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void losesNothingAndCountsWhatComesTwiceOrLate() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      oneRound();
    }
  }

  private void oneRound() throws Exception {
    var topic = "freeze-" + UUID.randomUUID();
    kafka.createTopic(topic, 3);
    var written = new AtomicInteger();
    var writing = new AtomicBoolean(true);
    try (var database = Databases.POSTGRES.withTables();
        var bus =
            EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build()) {
      var store = JdbcOutboxStore.of(database);
      var frozen =
          Children.start(
              folder,
              ChildRelay.class,
              kafka.bootstrapServers(),
              database.getJdbcUrl(),
              "never",
              "1");
      try {
        var writer = new Thread(() -> write(database, bus.outbox(store), topic, written, writing));
        writer.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Topics.size(kafka, topic) > 200);
        signal("STOP", frozen);
        var other = bus.relay(store, ChildRelay.OPTIONS).start();
        await().atMost(Duration.ofSeconds(30)).until(() -> other.status().state() == State.ACTIVE);
        await().until(() -> other.status().sent() > 200);
        signal("CONT", frozen);
        long sent = other.status().sent();
        await().until(() -> other.status().sent() > sent + 500);
        writing.set(false);
        writer.join();
        await().atMost(Duration.ofSeconds(30)).until(() -> other.backlog().events() == 0);
      } finally {
        frozen.destroyForcibly().waitFor();
      }
    }
    judge(topic, written.get());
  }

  private void judge(String topic, int written) throws Exception {
    var sent = Fixture.read(kafka, topic, Topics.size(kafka, topic));
    var seen = new HashSet<Integer>();
    var last = new HashMap<String, Integer>();
    int late = 0;
    for (var one : sent) {
      int number = OutboxSuite.number(one);
      if (seen.add(number) && last.merge(OutboxSuite.key(one), number, Math::max) > number) {
        late++;
      }
    }
    System.out.printf(
        "RelayFreezeIT: %d written, %d sent twice, %d after a later one of their key%n",
        written, sent.size() - seen.size(), late);
    assertThat(seen).hasSize(written);
    assertThat(sent.size() - seen.size()).isLessThanOrEqualTo(2 * ChildRelay.WINDOW);
    assertThat(late).isZero();
  }

  private static void write(
      DataSource database,
      Outbox outbox,
      String topic,
      AtomicInteger written,
      AtomicBoolean writing) {
    var options = PublishOptions.defaults().withTopic(topic);
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      while (writing.get()) {
        int number = written.getAndIncrement();
        outbox.publish(connection, new Changed("key-" + number % KEYS, number), options);
        connection.commit();
        LockSupport.parkNanos(200_000);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
