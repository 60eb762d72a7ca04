package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.codec.EventFormat;
import io.eventbus.event.EventMetadata;
import io.eventbus.it.OutboxSuite.Changed;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.outbox.Outbox;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outbox read by Debezium instead of a relay, with the configuration of its page. */
@Tag("long")
@WithKafka
@Timeout(120)
class DebeziumOutboxIT {

  private static final PublishOptions WITH_ALL =
      PublishOptions.defaults()
          .withId("id-1")
          .withSubject("ämne \"{}\\")
          .withCorrelationId("correlation")
          .withCausationId("cause")
          .withTenantId("tenant");
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final String REMOVE = "delete from eventbus_outbox";

  private static EmbeddedPostgres postgres;

  private final KafkaCluster kafka;
  private final String topic = Fixture.unique("captured");
  private final PublishOptions toTopic = PublishOptions.defaults().withTopic(topic);
  private final List<Received> published = new ArrayList<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final String heartbeats = "__debezium-heartbeat." + topic;
  private EventBus bus;
  private Outbox outbox;
  @TempDir private Path folder;

  /** An event with what came beside it. */
  private record Received(Changed event, @Nullable String key, EventMetadata metadata) {}

  DebeziumOutboxIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").start();
    JdbcSchema.create(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void open() {
    kafka.createTopic(topic, 3);
    kafka.createTopic(heartbeats, 1);
    bus = Fixture.bus(kafka).format(EventFormat.CLOUD_EVENTS_STRUCTURED).build();
    outbox = bus.outbox(JdbcOutboxStore.of(postgres.getPostgresDatabase()));
    bus.consumer(Fixture.unique("group"))
        .on(
            Changed.class,
            topic,
            (event, context) ->
                received.add(new Received(event, context.key(), context.metadata())))
        .start();
  }

  @AfterEach
  void close() throws SQLException {
    bus.close();
    execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    execute("truncate eventbus_outbox");
  }

  @Test
  void committedEventsArriveAsTheyWerePublishedAndOthersNever() throws Exception {
    try (var connector = connector()) {
      connector.start();
      inTransaction(
          connection -> {
            publish(connection, "a", 0, 1);
            publish(connection, new Changed("a", 2), "ключ", toTopic.withKey("ключ"));
            publish(connection, new Changed("a", 3), "a", WITH_ALL.withTopic(topic));
            publish(connection, new Changed(null, 4), null, toTopic);
          });
      try (var connection = postgres.getPostgresDatabase().getConnection()) {
        connection.setAutoCommit(false);
        outbox.publish(connection, new Changed("a", 90), toTopic);
        connection.rollback();
      }
      inTransaction(connection -> publish(connection, "a", 5));
      awaitAll();
      await().atMost(WAIT).until(() -> Topics.size(kafka, heartbeats) > 0);
    }
  }

  /** They do not stand in the table in that order: the last takes the place of a removed one. */
  @Test
  void eventsFromBeforeTheFirstStartArriveInTheirOrder() throws Exception {
    inTransaction(connection -> outbox.publish(connection, new Changed("a", 0), toTopic));
    inTransaction(connection -> publish(connection, "a", 1, 2));
    execute("delete from eventbus_outbox where id = (select min(id) from eventbus_outbox)");
    execute("vacuum eventbus_outbox");
    inTransaction(connection -> publish(connection, "a", 3));
    try (var connector = connector()) {
      connector.start();
      awaitAll();
    }
  }

  @Test
  void eventsOfAKeyArriveInTheOrderOfTheCommits() throws Exception {
    try (var connector = connector();
        var slow = postgres.getPostgresDatabase().getConnection()) {
      connector.start();
      slow.setAutoCommit(false);
      var first = outbox.publish(slow, new Changed("a", 1), toTopic);
      inTransaction(connection -> publish(connection, "a", 2, 3));
      slow.commit();
      published.add(new Received(new Changed("a", 1), "a", first));
      inTransaction(connection -> publish(connection, "a", 4));
      awaitAll();
    }
  }

  @Test
  void removedRowsAreNoRecordsAndNothingIsLostWhileTheConnectorIsAway() throws Exception {
    try (var connector = connector()) {
      connector.start();
      inTransaction(connection -> publish(connection, "a", 0, 1));
      awaitAll();
      execute(REMOVE);
      inTransaction(
          connection -> {
            publish(connection, "a", 2);
            connection.createStatement().execute(REMOVE);
          });
      awaitAll();
    }
    inTransaction(connection -> publish(connection, "a", 3, 4));
    execute(REMOVE);
    try (var connector = connector()) {
      connector.start();
      inTransaction(connection -> publish(connection, "a", 5));
      awaitAll();
    }
  }

  private DebeziumConnector connector() throws Exception {
    return new DebeziumConnector(topic, kafka, postgres, folder.resolve("offsets"));
  }

  private void publish(Connection connection, String aggregate, int... numbers) {
    for (int number : numbers) {
      publish(connection, new Changed(aggregate, number), aggregate, toTopic);
    }
  }

  private void publish(
      Connection connection, Changed event, @Nullable String key, PublishOptions options) {
    var metadata = outbox.publish(connection, event, options);
    published.add(new Received(event, key, metadata));
  }

  /** All that was published has arrived, in the order of each key, and the topic holds no more. */
  private void awaitAll() throws Exception {
    await().atMost(WAIT).until(() -> received.size() >= published.size());
    assertThat(received).containsExactlyInAnyOrderElementsOf(published);
    for (var one : published) {
      assertThat(ofKey(received, one.key())).isEqualTo(ofKey(published, one.key()));
    }
    assertThat(Topics.size(kafka, topic)).isEqualTo(published.size());
  }

  private static List<Received> ofKey(List<Received> all, @Nullable String key) {
    return all.stream().filter(one -> Objects.equals(one.key(), key)).toList();
  }

  private void inTransaction(OutboxSuite.Work work) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.commit();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
