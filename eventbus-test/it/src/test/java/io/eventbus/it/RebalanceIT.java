package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.unique;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.Ordering;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The group changes in the middle of a long run: nothing may be lost, nothing reordered, and
 * nothing may come again after a clean close.
 */
@WithKafka
@Timeout(180)
class RebalanceIT {

  private static final int PARTITIONS = 6;

  private final KafkaCluster kafka;

  RebalanceIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @ParameterizedTest
  @CsvSource({
    "100000, KEY, classic, org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
    "20000, KEY, classic, org.apache.kafka.clients.consumer.RangeAssignor",
    "20000, KEY, consumer, ''",
    "20000, PARTITION, classic, org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
  })
  void losesAndReordersNothingWhileMembersJoinAndLeave(
      int events, Ordering ordering, String protocol, String assignor) throws Exception {
    var topic = unique("rebalance");
    var group = unique("group");
    var history = new History();
    kafka.createTopic(topic, PARTITIONS);
    try (var first = member(protocol, assignor);
        var second = member(protocol, assignor)) {
      var staying = consumer(first, group, topic, ordering, history);
      long sofar = publishUntil(() -> staying.statistics().handled() > 1_000, first, topic);
      var passing = consumer(second, group, topic, ordering, history);
      sofar += publishUntil(() -> passing.statistics().handled() > 1_000, first, topic);
      var rest = CompletableFuture.runAsync(() -> Fixture.publish(first, topic, events));
      passing.close();
      assertThat(history.distinct()).as("it left in the middle").isLessThan(sofar + events);
      rest.get(60, SECONDS);

      long all = sofar + events;
      await().atMost(Duration.ofSeconds(60)).until(() -> history.distinct() == all);
      staying.close();
      history.assertEveryOffsetInOrder(ordering == Ordering.KEY ? Fixture.SERIES : PARTITIONS, all);
    }
    assertNothingComesAgain(topic, group, ordering);
  }

  private EventBus member(String protocol, String assignor) {
    var builder = bus(kafka).clientProperty("group.protocol", protocol);
    if (!assignor.isEmpty()) {
      builder
          .clientProperty("partition.assignment.strategy", assignor)
          .clientProperty("heartbeat.interval.ms", "500"); // they hear of a rebalance by it
    }
    return builder.build();
  }

  private static EventConsumer consumer(
      EventBus bus, String group, String topic, Ordering ordering, History history) {
    return bus.consumer(group)
        .on(
            Numbered.class,
            topic,
            (event, context) -> {
              // Slow enough that something is in the handlers whenever the group changes.
              LockSupport.parkNanos(50_000);
              history.add(laneOf(context, ordering), context.offset());
            })
        .options(FREQUENT_COMMITS.withOrdering(ordering))
        .start();
  }

  private static String laneOf(EventContext context, Ordering ordering) {
    return ordering == Ordering.KEY
        ? String.valueOf(context.key())
        : "partition " + context.partition();
  }

  /** A steady stream, however long the group takes to give the new member its share. */
  private static long publishUntil(BooleanSupplier reached, EventBus bus, String topic)
      throws Exception {
    long published = 0;
    var deadline = Instant.now().plusSeconds(60);
    while (!reached.getAsBoolean() && Instant.now().isBefore(deadline)) {
      Fixture.publish(bus, topic, 200);
      published += 200;
    }
    assertThat(reached.getAsBoolean()).as("the member takes part").isTrue();
    return published;
  }

  private void assertNothingComesAgain(String topic, String group, Ordering ordering)
      throws Exception {
    var again = new History();
    try (var bus = bus(kafka).build()) {
      consumer(bus, group, topic, ordering, again);
      var marker = PublishOptions.defaults().withTopic(topic);
      for (int i = 0; i < 20; i++) {
        bus.publish(new Numbered(i, "marker-" + i), marker).toCompletableFuture().get(30, SECONDS);
      }
      await().until(() -> again.count() >= 20);
    }
    assertThat(again.count()).isEqualTo(20);
  }
}
