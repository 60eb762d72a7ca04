package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.it.OutboxSuite.Changed;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.EmbeddedKafka;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka is away while business goes on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RelayOutageIT {

  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("it.relay.outage.seconds", 5));

  /** Far above what a disk needs, far below what waiting for Kafka would take. */
  private static final Duration BOUND = Duration.ofSeconds(1);

  private static final String TOPIC = "relay-outage";

  @Test
  void businessGoesOnNothingIsRemovedUnsentAndAllArrivesInOrder() throws Exception {
    try (var database = Databases.POSTGRES.withTables();
        var kafka = EmbeddedKafka.builder().start();
        var bus =
            EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build()) {
      kafka.createTopic(TOPIC, 1);
      var store = JdbcOutboxStore.of(database);
      var outbox = bus.outbox(store);
      var toTopic = PublishOptions.defaults().withTopic(TOPIC);
      var relay = bus.relay(store, RelayOptions.defaults()).start();
      int count = 0;
      long slowest = 0;
      try (var connection = database.getConnection()) {
        connection.setAutoCommit(false);
        outbox.publish(connection, new Changed("a", count++), toTopic);
        connection.commit();
        await().until(() -> relay.status().sent() == 1);

        kafka.kill();
        long end = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < end) {
          long start = System.nanoTime();
          outbox.publish(connection, new Changed("a", count++), toTopic);
          connection.commit();
          slowest = Math.max(slowest, System.nanoTime() - start);
          LockSupport.parkNanos(1_000_000);
        }
        assertThat(Duration.ofNanos(slowest)).as("a transaction").isLessThan(BOUND);
        assertThat(relay.status().sent()).isEqualTo(1);
        assertThat(relay.backlog().events()).isEqualTo(count - 1);
        System.out.printf(
            "RelayOutageIT: %d transactions while Kafka was away, the slowest %d ms%n",
            count - 1, TimeUnit.NANOSECONDS.toMillis(slowest));
      }
      long back = System.nanoTime();
      kafka.start();
      int all = count;
      await().atMost(Duration.ofMinutes(2)).until(() -> relay.backlog().events() == 0);
      System.out.printf(
          "RelayOutageIT: drained %d within %d ms of the restart%n",
          all - 1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back));

      var sent = Fixture.read(kafka, TOPIC, all);
      assertThat(sent.stream().map(OutboxSuite::number).distinct())
          .isEqualTo(IntStream.range(0, all).boxed().toList());
    }
  }
}
