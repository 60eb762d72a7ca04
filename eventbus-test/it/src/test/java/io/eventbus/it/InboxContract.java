package io.eventbus.it;

import static io.eventbus.it.Fixture.FAST_RETRY;
import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.EventBus;
import io.eventbus.consume.BatchFailedException;
import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.inbox.Inbox;
import io.eventbus.inbox.InboxTransaction;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of an inbox in every database. */
@WithKafka
@Timeout(120)
abstract class InboxContract {

  private static final String GROUP = "inbox-group";

  private final Databases databases;
  private final KafkaCluster kafka;
  private final String topic = "inbox-" + UUID.randomUUID();
  private final PublishOptions toTopic = PublishOptions.defaults().withTopic(topic);
  private final String group = GROUP + UUID.randomUUID();
  private HikariDataSource database;
  private JdbcInboxStore store;
  private Inbox inbox;
  private EventBus bus;

  InboxContract(Databases databases, KafkaCluster kafka) {
    this.databases = databases;
    this.kafka = kafka;
  }

  @EventType("inbox.paid")
  record Paid(String account, int amount) implements IntegrationEvent {
    @Override
    public String key() {
      return account;
    }
  }

  @EventType("inbox.booked")
  record Booked(String account, int balance) implements IntegrationEvent {}

  @BeforeEach
  void open() throws SQLException {
    database = databases.withTables();
    execute("create table accounts (name varchar(100) primary key, balance int not null)");
    execute("insert into accounts values ('a', 0)");
    store = JdbcInboxStore.of(database);
    bus = EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build();
    inbox = Inbox.of(group, store, JdbcTransactions.of(database));
    kafka.createTopic(topic, 2);
  }

  @AfterEach
  void close() {
    bus.close();
    database.close();
  }

  private void pay(Paid event, InboxTransaction transaction) throws SQLException {
    try (var update =
        transaction
            .connection()
            .prepareStatement("update accounts set balance = balance + ? where name = ?")) {
      update.setInt(1, event.amount());
      update.setString(2, event.account());
      update.executeUpdate();
    }
  }

  @Test
  void anEventThatComesAgainHasNoSecondEffect() throws Exception {
    start();
    for (int i = 0; i < 3; i++) {
      publish(
          new Paid("a", 10), UUID.fromString("00000000-0000-0000-0000-000000000001").toString());
      publish(new Paid("a", 1), "short-" + i);
      publish(new Paid("a", 100), "long".repeat(200));
    }

    await().until(() -> inbox.repeated() == 4);
    assertThat(inbox.handled()).isEqualTo(5);
    assertThat(balance()).isEqualTo(10 + 3 + 100);
  }

  @Test
  void whatFailsIsRolledBackWithItsClaimAndTriedAgain() throws Exception {
    var attempts = new AtomicInteger();
    bus.consumer(group)
        .on(
            Paid.class,
            topic,
            inbox.once(
                (event, context, tx) -> {
                  pay(event, tx);
                  if (attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("not yet");
                  }
                }))
        .retry(FAST_RETRY)
        .start();
    publish(new Paid("a", 7), "once");

    await().until(() -> inbox.handled() == 1);
    assertThat(attempts).hasValue(3);
    assertThat(balance()).isEqualTo(7);
  }

  @Test
  void aBatchGetsEachEventOnce() throws Exception {
    var sizes = new ArrayList<Integer>();
    var options =
        SubscriptionOptions.defaults()
            .withTopic(topic)
            .withBatch(new BatchOptions(100, Duration.ofMillis(50)));
    for (int i = 0; i < 300; i++) {
      publish(new Paid("a", 1), "id-" + i % 200);
    }
    bus.consumer(group)
        .onBatch(
            Paid.class,
            options,
            inbox.<Paid>onceInBatches(
                (events, tx) -> {
                  synchronized (sizes) {
                    sizes.add(events.size());
                  }
                  for (var event : events) {
                    pay(event.event(), tx);
                  }
                }))
        .start();

    await().until(() -> inbox.handled() + inbox.repeated() == 300);
    assertThat(inbox.handled()).isEqualTo(200);
    assertThat(balance()).isEqualTo(200);
    assertThat(sizes).allMatch(size -> size > 0).anyMatch(size -> size > 1);
  }

  /** What a failed batch has done is rolled back, so none of it may count as handled. */
  @Test
  void aBatchThatNamesTheEventAtFaultLosesNoOther() throws Exception {
    var options =
        SubscriptionOptions.defaults()
            .withTopic(topic)
            .withBatch(new BatchOptions(50, Duration.ofMillis(500)));
    for (int i = 0; i < 30; i++) {
      publish(new Paid("a", 1), "id-" + i);
    }
    bus.consumer(group)
        .onBatch(
            Paid.class,
            options,
            inbox.<Paid>onceInBatches(
                (events, tx) -> {
                  for (int i = 0; i < events.size(); i++) {
                    var event = events.get(i);
                    pay(event.event(), tx);
                    if (events.size() > 1 && event.context().metadata().id().equals("id-17")) {
                      throw new BatchFailedException(i, new IllegalStateException("fails"));
                    }
                  }
                }))
        .retry(FAST_RETRY)
        .start();

    await().until(() -> inbox.handled() == 30);
    assertThat(balance()).isEqualTo(30);
  }

  /** Consume, change and publish, with effects once, in one transaction. */
  @Test
  void whatAHandlerPublishesIsPartOfItsTransaction() throws Exception {
    var booked = topic + "-booked";
    kafka.createTopic(booked, 1);
    var outboxStore = JdbcOutboxStore.of(database);
    var both = inbox.withOutbox(bus.outbox(outboxStore));
    var attempts = new AtomicInteger();
    bus.relay(outboxStore, RelayOptions.defaults()).start();
    bus.consumer(group)
        .on(
            Paid.class,
            topic,
            both.once(
                (event, context, tx) -> {
                  pay(event, tx);
                  tx.publish(
                      new Booked(event.account(), event.amount()),
                      PublishOptions.defaults().withTopic(booked));
                  if (attempts.incrementAndGet() % 2 == 1) {
                    throw new IllegalStateException("every other attempt fails");
                  }
                }))
        .retry(FAST_RETRY)
        .start();
    publish(new Paid("a", 1), "first");
    publish(new Paid("a", 2), "second");
    publish(new Paid("a", 2), "second");

    var sent = Fixture.read(kafka, booked, 2);
    await().until(() -> both.repeated() == 1);
    assertThat(balance()).isEqualTo(3);
    assertThat(sent).hasSize(2);
    assertThat(sent)
        .extracting(one -> Fixture.header(one, "ce_causationid"))
        .containsExactlyInAnyOrder("first", "second");
    assertThat(Topics.size(kafka, booked)).isEqualTo(2);
  }

  @Test
  void withoutAnOutboxAHandlerCannotPublish() throws Exception {
    var handler =
        inbox.<Paid>once(
            (event, context, tx) ->
                assertThatIllegalStateException()
                    .isThrownBy(() -> tx.publish(new Booked("a", 1)))
                    .withMessageContaining("withOutbox"));
    handler.handle(new Paid("a", 1), context("x"));
    assertThat(inbox.handled()).isEqualTo(1);
  }

  @Test
  void ofTwoThatClaimAtOnceOneWins() throws Exception {
    var together = new CyclicBarrier(8);
    var won = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(8);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      var handler = inbox.<Paid>once((event, context, tx) -> won.incrementAndGet());
      work.add(
          () -> {
            for (int j = 0; j < 20; j++) {
              together.await();
              try {
                handler.handle(new Paid("a", 1), context("contended-" + j));
              } catch (SQLException e) {
                // H2 refuses some of those that come together; they would be tried again.
                assertThat(databases).isEqualTo(Databases.H2);
              }
            }
            return null;
          });
    }
    for (var done : threads.invokeAll(work)) {
      done.get();
    }
    threads.shutdown();

    assertThat(won).hasValue(20);
  }

  @Test
  void forgetsInSmallStepsWhatIsOldByTheDatabasesClock() throws Exception {
    var handler = inbox.<Paid>once((event, context, tx) -> {});
    for (int i = 0; i < 10; i++) {
      handler.handle(new Paid("a", 1), context("old-" + i));
    }
    assertThat(store.forget(group, Duration.ofDays(400), 100)).isZero(); // a wait may be 24 days
    assertThat(store.forget(group, Duration.ofHours(1), 100)).isZero();
    assertThat(store.forget("another", Duration.ZERO, 100)).isZero();
    var forgotten = new AtomicInteger();
    await()
        .until(
            () -> {
              int step = store.forget(group, Duration.ofSeconds(1), 4);
              assertThat(step).isLessThanOrEqualTo(4);
              return forgotten.addAndGet(step) == 10;
            });

    handler.handle(new Paid("a", 1), context("old-1"));
    assertThat(inbox.handled()).isEqualTo(11);
  }

  /** Rows that are old enough stay while events could come again that they stand for. */
  @Test
  void theCleanerWaitsUntilTheGroupHasCaughtUp() throws Exception {
    var consumer = start();
    for (int i = 0; i < 20; i++) {
      publish(new Paid("a", 1), "id-" + i);
    }
    await().until(() -> inbox.handled() == 20);
    consumer.close();
    publish(new Paid("a", 1), "while it is stopped");
    bus.cleanInbox(inbox, Duration.ofDays(400));
    bus.cleanInbox(inbox, Duration.ofMillis(200));

    await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> claims() == 20);
    start();

    await().until(() -> inbox.handled() == 21);
    await().until(() -> claims() == 0);
  }

  /** Its saved progress may be gone, and it begins from the first event again. */
  @Test
  void theCleanerWaitsForAGroupThatHasNotBegun() throws Exception {
    var consumer = start();
    publish(new Paid("a", 1), "id-1");
    await().until(() -> inbox.handled() == 1);
    consumer.close();
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var admin = Admin.create(config)) {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    }
    bus.cleanInbox(inbox, Duration.ofMillis(200));

    await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> claims() == 1);
    start();

    await().until(() -> inbox.repeated() == 1);
    await().until(() -> claims() == 0);
  }

  private EventConsumer start() {
    return bus.consumer(group)
        .on(Paid.class, topic, inbox.once((event, context, tx) -> pay(event, tx)))
        .options(FREQUENT_COMMITS)
        .start();
  }

  private int claims() throws SQLException {
    return number("select count(*) from eventbus_inbox");
  }

  @Test
  void idsThatLookAlikeAreNotTheSame() throws Exception {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      var ids = List.of("a", "A", "ä", "a ", "b");
      assertThat(store.claim(connection, group, ids)).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(store.claim(connection, group, List.of("A", "c", "b"))).isEqualTo(Set.of("c"));
      assertThat(store.claim(connection, group + "2", List.of("a"))).isEqualTo(Set.of("a"));
      connection.rollback();
    }
  }

  private static EventContext context(String id) {
    var metadata =
        new EventMetadata(id, "it", "inbox.paid", 1, Instant.EPOCH, null, null, null, null);
    return EventContext.of(metadata, "t", 0, 0, null, 1, Map.of());
  }

  private void publish(Paid event, String id) {
    bus.publish(event, toTopic.withId(id)).toCompletableFuture().join();
  }

  private int balance() throws SQLException {
    return number("select balance from accounts where name = 'a'");
  }

  private int number(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
