package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.outbox.OutboxException;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxShards;
import io.eventbus.outbox.RelayStatus.State;
import io.eventbus.test.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of several outboxes in one database. */
@SuppressWarnings("try") // a bus is closed early in one test
abstract class ShardsContract extends OutboxSuite {

  ShardsContract(Databases databases, KafkaCluster kafka) {
    super(databases, kafka);
  }

  private JdbcOutboxStore named(String name) {
    JdbcSchema.create(database, name);
    return JdbcOutboxStore.of(database, name);
  }

  private OutboxShards shards() {
    return OutboxShards.of(Stream.of("1", "2", "3").map(this::named).toList());
  }

  @Test
  void anOutboxWithANameSharesNothingWithOthers() throws Exception {
    var orders = named("orders");
    inTransaction(
        connection -> {
          publish(connection, "a", 0);
          bus.outbox(orders).publish(connection, new Changed("b", 1), toTopic);
          bus.outbox(orders).publish(connection, new Changed("b", 2), toTopic);
        });
    var relay = bus.relay(orders, QUICK);
    try (var session = orders.open()) {
      session.hold(1, "for this test");
    }
    assertThat(relay.backlog().events()).isEqualTo(1);
    assertThat(relay.backlog().held()).isEqualTo(1);
    assertThat(bus.relay(store, QUICK).backlog().events()).isEqualTo(1);
    assertThat(bus.relay(store, QUICK).backlog().held()).isZero();

    try (var running = bus.relay(store, QUICK).start()) {
      await().until(() -> running.status().sent() == 1);
      assertThat(relay.retry(1)).isTrue();
      assertThat(relay.runOnce()).isEqualTo(2); // the other has a lease of its own
    }
    assertThat(numbers("b", 3)).containsExactly(1, 2);
  }

  @Test
  void anOutboxWithoutItsTablesSaysWhatToDo() {
    assertThatExceptionOfType(OutboxException.class)
        .isThrownBy(() -> bus.relay(JdbcOutboxStore.of(database, "missing"), QUICK).runOnce())
        .havingCause()
        .withMessageContaining("eventbus_outbox_missing")
        .withMessageContaining("JdbcSchema.create");
  }

  /** Two services have a relay of each shard; one of them ends in the middle. */
  @Test
  void shardsKeepTheOrderOfEachKeyAndTheirRelaysTakeOver() throws Exception {
    long seed = System.nanoTime();
    System.out.println("shards: seed " + seed);
    var shards = shards();
    var writers = new Writers(database, bus.outbox(shards), toTopic, seed);
    try (var first =
        EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build()) {
      var ending = relays(first, shards);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ending.stream().allMatch(one -> one.status().state() == State.ACTIVE));
      var staying = relays(bus, shards);
      writers.run(8, 40);
      first.close();
      writers.run(8, 40);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> sent(ending) + sent(staying) >= writers.committed());
      await().until(() -> staying.stream().allMatch(one -> one.backlog().events() == 0));
      assertThat(ending).allMatch(one -> one.status().sent() > 0);
      assertThat(staying).allMatch(one -> one.status().sent() > 0);
    }
    writers.requireOrder(Fixture.read(kafka, topic, writers.committed()));
  }

  private static List<OutboxRelay> relays(EventBus bus, OutboxShards shards) {
    return shards.stores().stream().map(shard -> bus.relay(shard, QUICK).start()).toList();
  }

  private static long sent(List<OutboxRelay> relays) {
    return relays.stream().mapToLong(one -> one.status().sent()).sum();
  }
}
