package io.eventbus.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** An outbox in a database, a topic, and what the suites do with them. */
@WithKafka
@Timeout(180)
abstract class OutboxSuite {

  static final RelayOptions QUICK = RelayOptions.defaults().withLeaseLength(Duration.ofSeconds(2));

  final Databases databases;
  final KafkaCluster kafka;
  final String topic = "outbox-" + UUID.randomUUID();
  final PublishOptions toTopic = PublishOptions.defaults().withTopic(topic);
  HikariDataSource database;
  JdbcOutboxStore store;
  EventBus bus;
  Outbox outbox;

  OutboxSuite(Databases databases, KafkaCluster kafka) {
    this.databases = databases;
    this.kafka = kafka;
  }

  @EventType("outbox.changed")
  record Changed(String aggregate, int number) implements IntegrationEvent {
    @Override
    public String key() {
      return aggregate;
    }
  }

  @BeforeEach
  void open() {
    database = databases.withTables();
    store = JdbcOutboxStore.of(database);
    kafka.createTopic(topic, 3);
    bus = EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build();
    outbox = bus.outbox(store);
  }

  @AfterEach
  void close() {
    bus.close();
    database.close();
  }

  void execute(String sql) throws SQLException {
    inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  void publish(Connection connection, String aggregate, int... numbers) {
    for (int number : numbers) {
      outbox.publish(connection, new Changed(aggregate, number), toTopic);
    }
  }

  long relayOnce() throws InterruptedException {
    return bus.relay(store, QUICK).runOnce();
  }

  long rows() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from eventbus_outbox")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  List<Integer> numbers(String aggregate, int inAll) {
    return Fixture.read(kafka, topic, inAll).stream()
        .filter(sent -> key(sent).equals(aggregate))
        .map(OutboxSuite::number)
        .toList();
  }

  static String key(ConsumerRecord<byte[], byte[]> sent) {
    return new String(sent.key(), UTF_8);
  }

  static int number(ConsumerRecord<byte[], byte[]> sent) {
    return Integer.parseInt(new String(sent.value(), UTF_8).replaceAll(".*:(\\d+)}", "$1"));
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {
    void run(Connection connection) throws SQLException;
  }

  void inTransaction(Work work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.commit();
    }
  }

  void rolledBack(Work work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.rollback();
    }
  }
}
