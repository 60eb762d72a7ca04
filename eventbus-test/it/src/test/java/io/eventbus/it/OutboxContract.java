package io.eventbus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.CurrentTransaction;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxException;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.outbox.RelayStatus.State;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.test.KafkaCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What holds of an outbox in every database. */
@SuppressWarnings("try") // a relay is closed early in one test
abstract class OutboxContract extends OutboxSuite {

  private static final int WRITERS = Integer.getInteger("it.writers", 16);
  private static final Duration OPEN = Duration.ofSeconds(Integer.getInteger("it.open.seconds", 1));

  OutboxContract(Databases databases, KafkaCluster kafka) {
    super(databases, kafka);
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
    // With the usual lease: a short one may be lost under this load, and then events come twice.
    try (var relay = bus.relay(store, RelayOptions.defaults()).start();
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

  /** A pool that does not look after it would give it to business as it is. */
  @Test
  void leavesAConnectionAsItWasIfItsTablesAreMissing() throws Exception {
    try (var empty = databases.fresh();
        var connection = empty.getConnection()) {
      connection.setAutoCommit(false);
      assertThatExceptionOfType(OutboxException.class)
          .isThrownBy(() -> JdbcOutboxStore.of(poolOf(connection)).open());
      assertThat(connection.getAutoCommit()).isFalse();
    }
  }

  /** A pool with one connection, that nobody can close. */
  private static DataSource poolOf(Connection connection) {
    var loader = OutboxContract.class.getClassLoader();
    var unclosed =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              try {
                return method.getName().equals("close")
                    ? null
                    : method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return (DataSource)
        Proxy.newProxyInstance(
            loader, new Class<?>[] {DataSource.class}, (self, method, arguments) -> unclosed);
  }

  @Test
  void onlyTheLeaseOfTheMomentNotesWhatIsDone() {
    try (var session = store.open()) {
      long first = session.acquire("first", Duration.ofMinutes(1)).getAsLong();
      session.release(first);
      long second = session.acquire("second", Duration.ofMinutes(1)).getAsLong();
      session.noteDone(second, 5);
      session.noteDone(first, 9);
      assertThat(session.doneUpTo()).isEqualTo(5);
    }
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
              assertThat(backlog.relay()).isNull();
            });
    relay.start();
    await().until(() -> relay.backlog().relay() != null);
    assertThat(relay.backlog().relay()).startsWith(String.valueOf(ProcessHandle.current().pid()));
    relay.close();
    assertThat(relay.backlog().relay()).isNull();
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
      assertThat(all.stream().filter(sent -> key(sent).equals(aggregate)).map(OutboxSuite::number))
          .isEqualTo(IntStream.range(0, 500).boxed().toList());
    }
  }

  @Test
  void runsWorkInATransactionAndWakesItsRelaysAfterTheCommit() throws Exception {
    var transactions = JdbcTransactions.of(database);
    var slow = QUICK.withPollInterval(Duration.ofMinutes(1));
    try (var relay = bus.relay(store, slow).start()) {
      await().until(() -> relay.status().state() == State.ACTIVE);
      outbox.run(transactions, connection -> publish(connection, "a", 0));
      await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().sent() == 1);
    }
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                outbox.run(
                    transactions,
                    connection -> {
                      publish(connection, "a", 1);
                      throw new IllegalStateException("business fails");
                    }));
    assertThat(rows()).isZero();
  }

  @Test
  void isPartOfTheTransactionThatAFrameworkHas() throws Exception {
    var afterCommit = new ArrayList<Runnable>();
    inTransaction(
        connection -> {
          var inFramework =
              outbox.in(
                  new CurrentTransaction() {
                    @Override
                    public Connection connection() {
                      return connection;
                    }

                    @Override
                    public void afterCommit(Runnable work) {
                      afterCommit.add(work);
                    }
                  });
          inFramework.publish(new Changed("a", 0), toTopic);
        });
    assertThat(afterCommit).hasSize(1);
    afterCommit.get(0).run();

    assertThat(relayOnce()).isEqualTo(1);
  }

  @Test
  void storesACollectionInItsOrder() throws Exception {
    var toItsOwn = EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it");
    try (var own = toItsOwn.topicNaming(eventClass -> topic).build()) {
      inTransaction(
          connection ->
              assertThat(
                      own.outbox(store)
                          .publishAll(
                              connection, List.of(new Changed("a", 0), new Changed("a", 1))))
                  .hasSize(2));
    }
    assertThat(relayOnce()).isEqualTo(2);
    assertThat(numbers("a", 2)).containsExactly(0, 1);
  }

  @Test
  void takesWhatAPublisherCouldNotPublish() throws Exception {
    var away =
        EventBus.builder()
            .bootstrapServers("localhost:1")
            .source("it")
            .fallback(Outbox.fallback(store))
            .publisherOptions(
                PublisherOptions.defaults().withWaiting(10, 10_000, Duration.ofMillis(100)));
    try (var bus = away.build()) {
      var published = bus.publish(new Changed("a", 5), toTopic).toCompletableFuture().join();
      assertThat(published.outcome()).isEqualTo(PublishOutcome.STORED);
    }
    assertThat(relayOnce()).isEqualTo(1);
    assertThat(numbers("a", 1)).containsExactly(5);
  }

  @Test
  void storesAndSendsNothingWhileTheBusIsSwitchedOff() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0));
    try (var off = EventBus.builder().source("it").enabled(false).build()) {
      inTransaction(connection -> off.outbox(store).publish(connection, new Changed("a", 1)));
      var relay = off.relay(store, QUICK).start();
      assertThat(relay.status().state()).isEqualTo(State.STOPPED);
    }
    assertThat(rows()).isEqualTo(1);
  }
}
