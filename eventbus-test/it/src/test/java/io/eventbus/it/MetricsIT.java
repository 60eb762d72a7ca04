package io.eventbus.it;

import static io.eventbus.it.Fixture.FAST_RETRY;
import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bytes;
import static io.eventbus.it.Fixture.cloudEvent;
import static io.eventbus.it.Fixture.record;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.inbox.Inbox;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.observe.MeterNames;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithKafka
@Timeout(120)
class MetricsIT {

  private final KafkaCluster kafka;
  private final String topic = unique("metrics");
  private final String group = unique("group");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EventBus bus;

  MetricsIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void open() {
    kafka.createTopic(topic, 2);
    bus = Fixture.bus(kafka).meterRegistry(meters).build();
  }

  @AfterEach
  void close() {
    bus.close();
  }

  private void consume() {
    bus.consumer(group)
        .on(
            Numbered.class,
            topic,
            (event, context) -> {
              if (event.number() == 3) {
                throw new IllegalStateException("three");
              }
            })
        .options(FREQUENT_COMMITS)
        .retry(FAST_RETRY)
        .start();
  }

  private double count(String name, String... tags) {
    return meters.find(name).tags(tags).meters().stream()
        .mapToDouble(meter -> meter.measure().iterator().next().getValue())
        .sum();
  }

  @Test
  void tellsWhatBecomesOfEvents() throws Exception {
    consume();
    Fixture.publish(bus, topic, 10);
    send(kafka, List.of(record(topic, "k", bytes("{}"), cloudEvent("nobody.knows"))));
    send(kafka, List.of(record(topic, "k", bytes("broken"), cloudEvent("it.numbered"))));

    String[] handler = {"group", group, "topic", topic, "type", "it.numbered"};
    await().until(() -> count(MeterNames.DEAD_LETTERED, "group", group) == 2);
    await().until(() -> count(MeterNames.SKIPPED, "group", group, "topic", topic) == 1);
    await()
        .until(
            () ->
                meters
                        .get(MeterNames.HANDLER)
                        .tags(handler)
                        .tag("outcome", "handled")
                        .timer()
                        .count()
                    == 9);
    assertThat(
            meters.get(MeterNames.HANDLER).tags(handler).tag("outcome", "failed").timer().count())
        .isEqualTo(3);
    assertThat(count(MeterNames.RETRIED, handler)).isEqualTo(2);
    assertThat(
            count(MeterNames.DEAD_LETTERED, "type", "it.numbered", "reason", "retries-exhausted"))
        .isEqualTo(1);
    assertThat(count(MeterNames.DEAD_LETTERED, "type", "unknown", "reason", "undecodable"))
        .isEqualTo(1);
    var age = meters.get(MeterNames.EVENT_AGE).tags(handler).summary();
    assertThat(age.count()).isBetween(1L, 9L);
    assertThat(age.max()).isLessThan(100);
    var published =
        meters
            .get(MeterNames.PUBLISH)
            .tags("topic", topic, "type", "it.numbered", "outcome", "acknowledged")
            .timer();
    assertThat(published.count()).isEqualTo(10);
    assertThat(published.max(TimeUnit.NANOSECONDS)).isPositive();
  }

  @Test
  void showsEachPartition() {
    consume();
    Fixture.publish(bus, topic, 10);
    String[] first = {"group", group, "topic", topic, "partition", "0"};
    String[] both = {"group", group, "topic", topic};
    await()
        .until(() -> meters.find(MeterNames.PARTITION_COMMITTED).tags(both).gauges().size() == 2);
    await().until(() -> count(MeterNames.PARTITION_COMMITTED, both) == 10);
    await().until(() -> count(MeterNames.PARTITION_COMPLETED, both) == 10);
    await().until(() -> count(MeterNames.PARTITION_LAG, both) == 0);
    await().until(() -> count(MeterNames.IN_FLIGHT, "group", group) == 0);
    assertThat(count(MeterNames.PARTITION_WINDOW, first)).isZero();
    assertThat(count(MeterNames.PARTITION_PAUSED, first)).isZero();
    var pollAge = meters.get(MeterNames.POLL_AGE).tag("group", group).timeGauge();
    assertThat(pollAge.value(TimeUnit.SECONDS)).isBetween(0.0, 5.0);
    bus.close();
    assertThat(meters.find(MeterNames.PARTITION_LAG).gauges()).isEmpty();
  }

  @Test
  void bindsTheMetersOfTheClients() {
    consume();
    Fixture.publish(bus, topic, 1);
    await().until(() -> meters.find("kafka.producer.record.send.total").meter() != null);
    await()
        .until(
            () ->
                meters.find("kafka.consumer.fetch.manager.records.consumed.total").meter() != null);
    bus.close();
    assertThat(meters.getMeters())
        .extracting(meter -> meter.getId().getName())
        .noneMatch(name -> name.startsWith("kafka."));
  }

  @Test
  void tellsTheProducerOfARelayFromThatOfThePublisher() throws Exception {
    var named = Fixture.bus(kafka).meterRegistry(meters).clientProperty("client.id", "svc").build();
    try (named;
        var database = Databases.H2.withTables()) {
      var store = JdbcOutboxStore.of(database);
      var outbox = named.outbox(store);
      var relay = named.relay(store, RelayOptions.defaults()).start();
      Fixture.publish(named, topic, 1);
      var options = PublishOptions.defaults().withTopic(topic);
      outbox.run(
          JdbcTransactions.of(database),
          connection -> outbox.publish(connection, new Numbered(1, "a"), options));
      await().until(() -> count(MeterNames.RELAY_SENT) == 1);
      assertThat(count("kafka.producer.record.send.total", "client.id", "svc")).isEqualTo(1);
      assertThat(count("kafka.producer.record.send.total", "client.id", "svc-relay")).isEqualTo(1);
      relay.close();
      assertThat(count("kafka.producer.record.send.total", "client.id", "svc")).isEqualTo(1);
      assertThat(
              meters.find("kafka.producer.record.send.total").tag("client.id", "svc-relay").meter())
          .isNull();
    }
  }

  /** Neither keys, nor ids, nor types that somebody sends make meters. */
  @Test
  void theNumberOfMetersDoesNotGrowWithTheEvents() throws Exception {
    consume();
    Fixture.publish(bus, topic, 100);
    send(kafka, List.of(record(topic, "k", bytes("{}"), cloudEvent("nobody.knows"))));
    await().until(() -> count(MeterNames.SKIPPED, "group", group) == 1);
    await().until(() -> count(MeterNames.DEAD_LETTERED, "group", group) == 1);
    await().until(() -> meters.find(MeterNames.PARTITION_LAG).gauges().size() == 2);
    var before = own();

    Fixture.publish(bus, topic, 3_000);
    for (int i = 0; i < 50; i++) {
      send(kafka, List.of(record(topic, "k" + i, bytes("{}"), cloudEvent("nobody.knows" + i))));
    }
    await().until(() -> count(MeterNames.SKIPPED, "group", group) == 51);
    await().until(() -> count(MeterNames.HANDLER, "group", group) >= 3_098);
    assertThat(own()).isEqualTo(before);
  }

  private Set<Meter.Id> own() {
    return meters.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.getName().startsWith(MeterNames.PREFIX))
        .collect(Collectors.toSet());
  }

  @Test
  void showsOutboxAndInbox() throws Exception {
    try (var database = Databases.H2.withTables()) {
      var store = JdbcOutboxStore.of(database);
      var transactions = JdbcTransactions.of(database);
      var outbox = bus.outbox(store);
      var options = PublishOptions.defaults().withTopic(topic);
      outbox.run(
          transactions, connection -> outbox.publish(connection, new Numbered(1, "a"), options));
      var inbox = Inbox.of(group, JdbcInboxStore.of(database), transactions);
      bus.cleanInbox(inbox, Duration.ofDays(1));
      bus.consumer(group)
          .on(Numbered.class, topic, inbox.once((event, context, transaction) -> {}))
          .start();
      var relay = bus.relay(store, RelayOptions.defaults()).start();

      await().until(() -> count(MeterNames.INBOX, "group", group, "outcome", "handled") == 1);
      await().until(() -> count(MeterNames.RELAY_SENT, "outbox", "eventbus_outbox") == 1);
      await().until(() -> count(MeterNames.OUTBOX_LEASED, "outbox", "eventbus_outbox") == 1);
      await().until(() -> count(MeterNames.OUTBOX_EVENTS, "outbox", "eventbus_outbox") == 0);
      assertThat(count(MeterNames.RELAY_ACTIVE)).isEqualTo(1);
      assertThat(count(MeterNames.OUTBOX_HELD)).isZero();
      assertThat(count(MeterNames.RELAY_HELD_KEYS)).isZero();
      assertThat(meters.get(MeterNames.OUTBOX_AGE).timeGauge().value(TimeUnit.SECONDS)).isZero();
      relay.close();
      assertThat(count(MeterNames.OUTBOX_LEASED)).isNaN();

      bus.relay(store, RelayOptions.defaults()).start();
      await().until(() -> count(MeterNames.OUTBOX_LEASED) == 1);
      assertThat(count(MeterNames.RELAY_SENT)).isEqualTo(1);
    }
  }
}
