package io.eventbus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.HeldEvent;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxException;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.outbox.RelayStatus.State;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of an outbox in every database. */
@WithKafka
@Timeout(180)
@SuppressWarnings("try") // a relay is closed early in one test
abstract class OutboxContract {

  private static final RelayOptions QUICK =
      RelayOptions.defaults().withLeaseLength(Duration.ofSeconds(2));

  private static final int WRITERS = Integer.getInteger("it.writers", 16);
  private static final Duration OPEN = Duration.ofSeconds(Integer.getInteger("it.open.seconds", 1));

  private final Databases databases;
  private final KafkaCluster kafka;
  private final String topic = "outbox-" + UUID.randomUUID();
  private final PublishOptions toTopic = PublishOptions.defaults().withTopic(topic);
  private HikariDataSource database;
  private JdbcOutboxStore store;
  private EventBus bus;
  private Outbox outbox;

  OutboxContract(Databases databases, KafkaCluster kafka) {
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

  @Test
  void committedEventsAreSentOnceAndInOrderAndOthersNever() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1, 2));
    rolledBack(connection -> publish(connection, "a", 90, 91));
    inTransaction(connection -> publish(connection, "a", 3));
    inTransaction(connection -> publish(connection, "b", 0));

    assertThat(relayOnce()).isEqualTo(5);

    assertThat(numbers("a", 5)).containsExactly(0, 1, 2, 3);
    assertThat(rows()).isZero();
    assertThat(relayOnce()).isZero();
  }

  @Test
  void anEventArrivesWithAllThatItWasPublishedWith() throws Exception {
    var options =
        toTopic
            .withKey("ключ")
            .withId("id-1")
            .withCorrelationId("corr")
            .withCausationId("cause")
            .withTenantId("tenant")
            .withHeader("traceparent", "00-aa-bb-01")
            .withHeader("x-own", "ä\"{}\\");
    inTransaction(
        connection -> {
          var metadata = outbox.publish(connection, new Changed("a", 7), options);
          assertThat(metadata.id()).isEqualTo("id-1");
        });
    relayOnce();

    var sent = Fixture.read(kafka, topic, 1).get(0);
    assertThat(sent.key()).isEqualTo("ключ".getBytes(UTF_8));
    assertThat(new String(sent.value(), UTF_8)).isEqualTo("{\"aggregate\":\"a\",\"number\":7}");
    var expected =
        Map.of(
            "ce_id", "id-1",
            "ce_type", "outbox.changed",
            "ce_source", "it",
            "ce_correlationid", "corr",
            "ce_causationid", "cause",
            "ce_tenantid", "tenant",
            "traceparent", "00-aa-bb-01",
            "x-own", "ä\"{}\\");
    expected.forEach((name, value) -> assertThat(Fixture.header(sent, name)).isEqualTo(value));
  }

  @Test
  void aRunningRelaySendsSoonAfterTheCommit() throws Exception {
    try (var relay = bus.relay(store, QUICK).start()) {
      await().until(() -> relay.status().state() == State.ACTIVE);
      for (int i = 0; i < 20; i++) {
        int number = i;
        inTransaction(connection -> publish(connection, "a", number));
        await()
            .pollInterval(Duration.ofMillis(1))
            .atMost(Duration.ofSeconds(5))
            .until(() -> relay.status().sent() == number + 1);
      }
      await().until(() -> rows() == 0);
    }
    assertThat(numbers("a", 20)).isEqualTo(IntStream.range(0, 20).boxed().toList());
  }

  /** A lower id that is committed later must neither be passed over nor hold others up. */
  @Test
  void aTransactionThatStaysOpenIsNeitherPassedOverNorInTheWay() throws Exception {
    try (var relay = bus.relay(store, QUICK).start();
        var slow = database.getConnection()) {
      slow.setAutoCommit(false);
      publish(slow, "slow", 0);
      for (int i = 0; i < 50; i++) {
        int number = i;
        inTransaction(connection -> publish(connection, "quick", number));
        rolledBack(connection -> publish(connection, "never", number));
      }
      await().until(() -> relay.status().sent() == 50);
      publish(slow, "slow", 1);
      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(3))
          .until(() -> relay.status().sent() == 50);
      slow.commit();

      await().atMost(Duration.ofSeconds(5)).until(() -> relay.status().sent() == 52);
      await().until(() -> rows() == 0);
    }
    assertThat(numbers("slow", 52)).containsExactly(0, 1);
    assertThat(numbers("quick", 52)).isEqualTo(IntStream.range(0, 50).boxed().toList());
    assertThat(numbers("never", 52)).isEmpty();
  }

  /** Published in the order of the commits, since each transaction locks its aggregate first. */
  @Test
  void manyWritersWithWaitsAndRollbacksKeepTheOrderOfTheirAggregates() throws Exception {
    long seed = System.nanoTime();
    System.out.println("manyWriters: seed " + seed);
    var writers = new Writers(database, outbox, toTopic, seed);
    long end = System.nanoTime() + OPEN.toNanos();
    try (var relay = bus.relay(store, QUICK).start();
        var open = database.getConnection()) {
      open.setAutoCommit(false);
      publish(open, "open", 1);
      do {
        writers.run(WRITERS, 640 / WRITERS);
      } while (System.nanoTime() < end);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> relay.status().sent() >= writers.committed());
      open.commit();
      int all = writers.committed() + 1;
      await().atMost(Duration.ofSeconds(10)).until(() -> relay.status().sent() == all);
      await().until(() -> rows() == 0);
    }
    var sent = Fixture.read(kafka, topic, writers.committed() + 1);
    assertThat(sent).hasSize(writers.committed() + 1);
    writers.requireOrder(sent.stream().filter(one -> !key(one).equals("open")).toList());
  }

  @Test
  void whatKafkaRefusesHoldsBackItsKeyAloneUntilItIsTriedAgain() throws Exception {
    var small = "small-" + UUID.randomUUID();
    kafka.createTopic(small, 1, Map.of("max.message.bytes", "1000"));
    var toSmall = PublishOptions.defaults().withTopic(small);
    try (var relay = bus.relay(store, QUICK).start()) {
      inTransaction(
          connection -> {
            outbox.publish(connection, new Changed(incompressible(), 0), toSmall.withKey("bad"));
            outbox.publish(connection, new Changed("bad", 1), toSmall.withKey("bad"));
            outbox.publish(connection, new Changed("good", 2), toSmall.withKey("good"));
          });

      assertThat(Fixture.read(kafka, small, 1))
          .extracting(OutboxContract::key)
          .containsExactly("good");
      await().until(() -> relay.held(10).size() == 1 && relay.held(10).get(0).behind() == 1);
      var held = relay.held(10).get(0);
      assertThat(held).extracting(HeldEvent::key, HeldEvent::topic).containsExactly("bad", small);
      assertThat(held.reason()).contains("too large");
      assertThat(relay.backlog().held()).isEqualTo(2);
      assertThat(rows()).isZero();
      inTransaction(
          connection -> outbox.publish(connection, new Changed("bad", 3), toSmall.withKey("bad")));
      await().until(() -> relay.held(10).get(0).behind() == 2);

      Topics.setConfig(kafka, small, "max.message.bytes", "100000");
      assertThat(relay.retry(held.id())).isTrue();

      await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().sent() == 4);
      assertThat(relay.held(10)).isEmpty();
      assertThat(relay.retry(held.id())).isFalse();
    }
    assertThat(Fixture.read(kafka, small, 4))
        .filteredOn(sent -> key(sent).equals("bad"))
        .extracting(OutboxContract::number)
        .containsExactly(0, 1, 3);
  }

  @Test
  void whatIsSkippedIsGoneAndLetsGoOfItsKey() throws Exception {
    var options = toTopic.withKey("k");
    inTransaction(
        connection -> {
          outbox.publish(
              connection, new Changed("x", 0), options.withTopic("t".repeat(249)).withKey("k"));
          outbox.publish(connection, new Changed("x", 1), options.withTopic("t".repeat(249)));
        });
    // A topic that is not made by itself is held only after ten seconds, so hold it by hand.
    try (var session = store.open()) {
      var id = session.fetch(List.of(), 0, 10, 10_000).get(0).id();
      session.hold(id, "for a test");
    }
    var relay = bus.relay(store, QUICK);
    assertThat(relay.held(10)).hasSize(1);
    assertThat(relay.skip(relay.held(10).get(0).id())).isTrue();
    assertThat(relay.held(10)).isEmpty();
    assertThat(relay.runOnce()).isEqualTo(1);
  }

  @Test
  void whatHasNoKeyHoldsNothingBackAndIsTriedAgainAsWell() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1));
    hold(List.of(0));
    execute("update eventbus_outbox_held set aggregate_id = null");
    try (var relay = bus.relay(store, QUICK).start()) {
      await().until(() -> relay.status().sent() == 1);
      assertThat(relay.retry(relay.held(10).get(0).id())).isTrue();

      await().until(() -> relay.status().sent() == 2);
    }
  }

  @Test
  void whatCameBeforeAHeldEventDoesNotWaitForIt() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1, 2));
    hold(List.of(0, 1));
    var relay = bus.relay(store, QUICK);
    assertThat(relay.runOnce()).isZero();
    assertThat(relay.held(10)).hasSize(2);

    assertThat(relay.retry(relay.held(10).get(0).id())).isTrue();
    assertThat(bus.relay(store, QUICK).runOnce()).isEqualTo(1);
    assertThat(relay.retry(relay.held(10).get(0).id())).isTrue();
    assertThat(bus.relay(store, QUICK).runOnce()).isEqualTo(2);

    assertThat(numbers("a", 3)).containsExactly(0, 1, 2);
    assertThat(Topics.size(kafka, topic)).isEqualTo(3);
  }

  @Test
  void aTopicThatIsNotThereHoldsBackItsOwnEventsOnly() throws Exception {
    var missing = PublishOptions.defaults().withTopic("m".repeat(240));
    inTransaction(
        connection -> {
          for (int i = 0; i < 20; i++) {
            outbox.publish(connection, new Changed("missing-" + i, i), missing);
            publish(connection, "there", i);
          }
        });
    // The broker of these tests makes topics by itself, if their names are short enough.
    try (var session = store.open()) {
      assertThat(session.fetch(List.of(), 0, 100, 1_000_000)).hasSize(40);
    }
    try (var relay = bus.relay(store, QUICK).start()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> relay.status().sent() >= 20);
    }
    assertThat(numbers("there", 20)).isEqualTo(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void aRowThatCannotBeReadIsSetAside() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0));
    inTransaction(connection -> publish(connection, "b", 1));
    execute("update eventbus_outbox set headers = 'broken' where aggregate_id = 'a'");

    var relay = bus.relay(store, QUICK);
    assertThat(relay.runOnce()).isEqualTo(1);
    assertThat(relay.held(10)).extracting(HeldEvent::reason).first().asString().contains("read");
  }

  @Test
  void worksWithAPoolWhoseConnectionsDoNotCommitByThemselves() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0));
    var config = new HikariConfig();
    database.copyStateTo(config);
    config.setAutoCommit(false);
    try (var other = new HikariDataSource(config)) {
      var relay = bus.relay(JdbcOutboxStore.of(other), QUICK);
      assertThat(relay.runOnce()).isEqualTo(1);
      assertThat(relay.backlog().events()).isZero();
    }
  }

  /** Sets aside the events of these numbers, as if Kafka had refused them. */
  private void hold(List<Integer> places) {
    try (var session = store.open()) {
      var rows = session.fetch(List.of(), 0, 10, 1_000_000);
      places.forEach(place -> session.hold(rows.get(place).id(), "for a test"));
    }
  }

  private void execute(String sql) throws SQLException {
    inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  @Test
  void ofTwoRelaysOneIsActiveAndTheOtherTakesOver() throws Exception {
    try (var first = bus.relay(store, QUICK).start()) {
      await().until(() -> first.status().state() == State.ACTIVE);
      long fence = first.status().fence();
      try (var second = bus.relay(store, QUICK).start()) {
        inTransaction(connection -> publish(connection, "a", 0));
        await().until(() -> first.status().sent() == 1);
        assertThat(second.status().state()).isEqualTo(State.STANDBY);
        assertThatExceptionOfType(OutboxException.class)
            .isThrownBy(() -> bus.relay(store, QUICK).runOnce())
            .withMessageContaining("another relay");

        first.close();
        inTransaction(connection -> publish(connection, "a", 1));

        await().until(() -> second.status().sent() == 1);
        assertThat(second.status().fence()).isGreaterThan(fence);
      }
    }
    assertThat(numbers("a", 2)).containsExactly(0, 1);
  }

  @Test
  void tellsWhatLiesInIt() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1));
    var relay = bus.relay(store, QUICK);

    await()
        .untilAsserted(
            () -> {
              var backlog = relay.backlog();
              assertThat(backlog.events()).isEqualTo(2);
              assertThat(backlog.oldestAge())
                  .isBetween(Duration.ofMillis(5), Duration.ofMinutes(1));
            });
  }

  @Test
  void anEventOutsideOfATransactionIsRefused() throws Exception {
    try (var connection = database.getConnection()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> outbox.publish(connection, new Changed("a", 0)))
          .withMessageContaining("auto-commit");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> outbox.publish(new Changed("a", 0)))
        .withMessageContaining("no transaction");
  }

  @Test
  void withoutItsTablesItSaysWhatToDo() {
    try (var empty = databases.fresh()) {
      assertThatExceptionOfType(OutboxException.class)
          .isThrownBy(() -> bus.relay(JdbcOutboxStore.of(empty), QUICK).runOnce())
          .havingCause()
          .withMessageContaining("JdbcSchema.create");
    }
  }

  @Test
  void withTablesOfAnotherVersionItSaysSo() throws Exception {
    inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute("update eventbus_schema set version = 99");
          }
        });

    assertThatExceptionOfType(OutboxException.class)
        .isThrownBy(() -> bus.relay(store, QUICK).runOnce())
        .havingCause()
        .withMessageContaining("[99]");
  }

  /** What a relay leaves behind that was killed between the acknowledgement and the removal. */
  @Test
  void aRelayBeginsWithWhatIsThere() throws Exception {
    var count = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(4);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String aggregate = "a" + i;
      work.add(
          () -> {
            for (int j = 0; j < 500; j++) {
              int number = j;
              inTransaction(connection -> publish(connection, aggregate, number));
              count.incrementAndGet();
            }
            return null;
          });
    }
    for (var done : threads.invokeAll(work)) {
      done.get();
    }
    threads.shutdown();

    assertThat(bus.relay(store, QUICK.withInFlight(100, 300, 1_000_000)).runOnce()).isEqualTo(2000);
    var all = Fixture.read(kafka, topic, 2000);
    for (int i = 0; i < 4; i++) {
      String aggregate = "a" + i;
      assertThat(
              all.stream().filter(sent -> key(sent).equals(aggregate)).map(OutboxContract::number))
          .isEqualTo(IntStream.range(0, 500).boxed().toList());
    }
  }

  /** Two thousand characters that no compression makes a thousand bytes of. */
  private static String incompressible() {
    return Stream.generate(() -> UUID.randomUUID().toString())
        .limit(56)
        .collect(Collectors.joining());
  }

  private void publish(Connection connection, String aggregate, int... numbers) {
    for (int number : numbers) {
      outbox.publish(connection, new Changed(aggregate, number), toTopic);
    }
  }

  private long relayOnce() throws InterruptedException {
    return bus.relay(store, QUICK).runOnce();
  }

  private long rows() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from eventbus_outbox")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private List<Integer> numbers(String aggregate, int inAll) {
    return Fixture.read(kafka, topic, inAll).stream()
        .filter(sent -> key(sent).equals(aggregate))
        .map(OutboxContract::number)
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
  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.commit();
    }
  }

  private void rolledBack(Work work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.rollback();
    }
  }
}
