package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.inbox.Inbox;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer's process ends at a named point; the effect of each event is there once. */
@WithKafka
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class InboxCrashIT {

  private static final int RUNS = Integer.getInteger("it.kills", 1);
  private static final int EVENTS = 500;

  private final KafkaCluster kafka;
  private HikariDataSource database;
  private EventBus bus;
  private Effects effects;

  @TempDir Path folder;

  InboxCrashIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void open() throws SQLException {
    database = Databases.POSTGRES.withTables();
    effects = new Effects(database);
    bus = EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build();
  }

  @AfterEach
  void close() {
    bus.close();
    database.close();
  }

  static Stream<String> points() {
    return ChildInbox.POINTS.stream();
  }

  @ParameterizedTest
  @MethodSource("points")
  void eachEffectIsThereOnce(String point) throws Exception {
    long seed = System.nanoTime();
    System.out.println("InboxCrashIT: " + point + ", " + RUNS + " runs, seed " + seed);
    var random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      oneRun(point, random);
    }
  }

  private void oneRun(String point, Random random) throws Exception {
    var topic = unique("inbox-crash");
    var group = unique("group");
    kafka.createTopic(topic, 3);
    effects.clear();
    CompletableFuture.allOf(
            IntStream.range(0, EVENTS)
                .mapToObj(
                    i ->
                        bus.publish(
                                new Numbered(i, "series-" + i % 20),
                                PublishOptions.defaults().withTopic(topic))
                            .toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .join();
    boolean rare = point.equals("after poll") || point.equals("after save");
    int nth = rare ? 1 : 1 + random.nextInt(EVENTS / 2);
    var child =
        Children.start(
            folder,
            ChildInbox.class,
            kafka.bootstrapServers(),
            database.getJdbcUrl(),
            topic,
            group,
            point,
            String.valueOf(nth));
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    forgetMembers(group);

    var inbox = Inbox.of(group, JdbcInboxStore.of(database), JdbcTransactions.of(database));
    var consumer =
        bus.consumer(group)
            .on(Numbered.class, topic, inbox.once((event, context, tx) -> Effects.add(event, tx)))
            .options(FREQUENT_COMMITS)
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Fixture.committed(kafka, group).values().stream().mapToLong(Long::longValue).sum()
                    == EVENTS);
    consumer.close();
    assertThat(effects.count()).as(point).isEqualTo(EVENTS);
    assertThat(effects.distinct()).as(point).isEqualTo(EVENTS);
  }

  /** As if the session of the dead one had timed out. */
  private void forgetMembers(String group) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    }
  }
}
