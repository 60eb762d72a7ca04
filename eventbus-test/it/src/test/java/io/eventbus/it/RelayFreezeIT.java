package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.RelayStatus.State;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The active relay is frozen past its lease, and goes on when another has taken over. */
@WithKafka
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RelayFreezeIT {

  private static final int ROUNDS = Integer.getInteger("it.freezes", 1);

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
    try (var database = Databases.POSTGRES.withTables();
        var bus =
            EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build()) {
      var numbers = new Numbers(bus, database, topic);
      var frozen =
          Children.start(
              folder,
              ChildRelay.class,
              kafka.bootstrapServers(),
              database.getJdbcUrl(),
              "never",
              "1");
      try {
        numbers.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> Topics.size(kafka, topic) > 200);
        signal("STOP", frozen);
        var other = bus.relay(JdbcOutboxStore.of(database), ChildRelay.OPTIONS).start();
        await().atMost(Duration.ofSeconds(30)).until(() -> other.status().state() == State.ACTIVE);
        await().atMost(Duration.ofSeconds(60)).until(() -> other.status().sent() > 200);
        signal("CONT", frozen);
        long sent = Topics.size(kafka, topic); // on a busy machine either may have the lease now
        await().atMost(Duration.ofSeconds(60)).until(() -> Topics.size(kafka, topic) > sent + 500);
        numbers.stop();
        await().atMost(Duration.ofSeconds(30)).until(() -> other.backlog().events() == 0);
      } finally {
        numbers.stop();
        frozen.destroyForcibly().waitFor();
      }
      numbers.requireAll(kafka, 2 * ChildRelay.WINDOW);
    }
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
