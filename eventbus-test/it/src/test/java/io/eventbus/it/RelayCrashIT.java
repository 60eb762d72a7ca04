package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.it.OutboxSuite.Changed;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relay's process ends at a named point. Every committed event reaches Kafka, no other does; what
 * comes twice is at most what was on its way; the first occurrences of a key are in order.
 */
@WithKafka
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class RelayCrashIT {

  private static final int RUNS = Integer.getInteger("it.kills", 1);
  private static final int EVENTS = 300;
  private static final int KEYS = 10;

  private final KafkaCluster kafka;
  private HikariDataSource database;
  private EventBus bus;
  private Outbox outbox;
  private JdbcOutboxStore store;

  @TempDir Path folder;

  RelayCrashIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void open() {
    database = Databases.POSTGRES.withTables();
    store = JdbcOutboxStore.of(database);
    bus = EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build();
    outbox = bus.outbox(store);
  }

  @AfterEach
  void close() {
    bus.close();
    database.close();
  }

  static Stream<String> points() {
    return ChildRelay.POINTS.stream();
  }

  @ParameterizedTest
  @MethodSource("points")
  void losesNothingRepeatsOneBatchAtMostAndKeepsTheOrder(String point) throws Exception {
    long seed = System.nanoTime();
    System.out.println("RelayCrashIT: " + point + ", " + RUNS + " runs, seed " + seed);
    var random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      oneRun(point, random);
    }
  }

  private void oneRun(String point, Random random) throws Exception {
    var topic = "crash-" + UUID.randomUUID();
    kafka.createTopic(topic, 3);
    var committed = fill(topic, random);
    // Single events pass some points often, pages others.
    int nth =
        point.endsWith("send") || point.endsWith("ack")
            ? 1 + random.nextInt(200)
            : 1 + random.nextInt(3);
    var child =
        Children.start(
            folder,
            ChildRelay.class,
            kafka.bootstrapServers(),
            database.getJdbcUrl(),
            point,
            String.valueOf(nth));
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(HaltPoint.EXIT_CODE);

    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreException(OutboxException.class) // until the lease of the dead one is over
        .until(
            () -> {
              bus.relay(store, ChildRelay.OPTIONS).runOnce();
              return true;
            });
    var sent = Fixture.read(kafka, topic, Topics.size(kafka, topic));

    var seen = new HashSet<String>();
    var next = new HashMap<String, Integer>();
    for (var one : sent) {
      if (seen.add(place(one))) {
        var key = OutboxSuite.key(one);
        assertThat(OutboxSuite.number(one)).as(key).isEqualTo(next.merge(key, 1, Integer::sum) - 1);
      }
    }
    assertThat(next).isEqualTo(committed);
    assertThat(sent.size() - seen.size()).as("repeated").isBetween(0, ChildRelay.WINDOW);
  }

  private static String place(ConsumerRecord<byte[], byte[]> sent) {
    return OutboxSuite.key(sent) + " " + OutboxSuite.number(sent);
  }

  /** Commits events in transactions of several, and rolls some back; tells how many of each key. */
  private Map<String, Integer> fill(String topic, Random random) throws SQLException {
    var committed = new HashMap<String, Integer>();
    var options = PublishOptions.defaults().withTopic(topic);
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < EVENTS; ) {
        boolean commits = random.nextInt(5) > 0;
        for (int j = 1 + random.nextInt(5); j > 0; j--) {
          var key = "key-" + random.nextInt(KEYS);
          int number = commits ? committed.merge(key, 1, Integer::sum) - 1 : 999_999;
          outbox.publish(connection, new Changed(key, number), options);
          i++;
        }
        if (commits) {
          connection.commit();
        } else {
          connection.rollback();
        }
      }
    }
    return committed;
  }
}
