package io.eventbus.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.TeacherCreatedIntegrationEvent;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusMetersTest {

  private record Reading(
      String topic,
      int partition,
      long lag,
      long position,
      long committed,
      int inFlight,
      double windowUse,
      boolean paused)
      implements PartitionReading {

    static Reading of(int partition) {
      return new Reading("t", partition, 7, 5, 4, 2, 0.5, true);
    }
  }

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BusMeters meters = BusMeters.of(registry);

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void tellsPublishedEventsByTopicTypeAndOutcome() {
    meters.publishing().published("t", "teacher.created", "acknowledged", 1_000);
    meters.publishing().published("t", "teacher.created", "expired", 2_000);
    meters.publishing().published("t", null, "acknowledged", 3_000);

    var timer =
        registry
            .get(MeterNames.PUBLISH)
            .tags("topic", "t", "type", "teacher.created", "outcome", "acknowledged")
            .timer();
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(1_000);
    assertThat(registry.get(MeterNames.PUBLISH).timers()).hasSize(3);
  }

  @Test
  void tellsHandlersByGroupTopicTypeAndOutcome() {
    var topic = meters.group("g").topic("t");
    var handler = topic.handlerOf(TeacherCreatedIntegrationEvent.class);
    assertThat(handler.handled(handler.now())).isTrue();
    handler.aged(Instant.now().minusSeconds(3));
    handler.failed(handler.now());
    handler.retried();
    topic.skipped();
    topic.deadLettered(handler, "not-retryable");

    assertThat(registry.get(MeterNames.HANDLER).tag("outcome", "handled").timer().count())
        .isEqualTo(1);
    assertThat(registry.get(MeterNames.HANDLER).tag("outcome", "failed").timer().count())
        .isEqualTo(1);
    var age = registry.get(MeterNames.EVENT_AGE).summary().totalAmount();
    assertThat(age).isBetween(3.0, 60.0);
    assertThat(registry.get(MeterNames.RETRIED).counter().count()).isEqualTo(1);
    assertThat(registry.get(MeterNames.SKIPPED).counter().count()).isEqualTo(1);
    assertThat(
            registry.get(MeterNames.DEAD_LETTERED).tag("reason", "not-retryable").counter().count())
        .isEqualTo(1);
  }

  /** As when a topic is read again from its beginning. */
  @Test
  void agesOfOldEventsSumUp() {
    var handler = meters.group("g").topic("t").handlerOf(TeacherCreatedIntegrationEvent.class);
    for (int i = 0; i < 1_000; i++) {
      handler.aged(Instant.EPOCH);
    }
    assertThat(registry.get(MeterNames.EVENT_AGE).summary().totalAmount())
        .isGreaterThan(1_000.0 * Instant.now().minusSeconds(3_600).getEpochSecond());
  }

  @Test
  void ofManyAgesWithinAMillisecondFewAreMeasured() {
    var handler = meters.group("g").topic("t").handlerOf(TeacherCreatedIntegrationEvent.class);
    long before = System.nanoTime();
    long asked = IntStream.range(0, 10_000).filter(each -> handler.handled(handler.now())).count();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    assertThat(asked).isBetween(1L, millis + 2);
  }

  @Test
  void showsThePartitionsOfTheMoment() {
    var member = meters.group("g").member();
    member.start();
    member.show(List.of(Reading.of(0), Reading.of(1)));
    assertThat(gauge(MeterNames.PARTITION_LAG, "0")).isEqualTo(7);
    assertThat(gauge(MeterNames.PARTITION_COMPLETED, "0")).isEqualTo(5);
    assertThat(gauge(MeterNames.PARTITION_COMMITTED, "0")).isEqualTo(4);
    assertThat(gauge(MeterNames.PARTITION_WINDOW, "0")).isEqualTo(0.5);
    assertThat(gauge(MeterNames.PARTITION_PAUSED, "0")).isEqualTo(1);
    assertThat(registry.get(MeterNames.IN_FLIGHT).tag("group", "g").gauge().value()).isEqualTo(4);

    member.show(List.of(Reading.of(1)));
    assertThat(registry.get(MeterNames.PARTITION_LAG).gauges()).hasSize(1);
    member.close();
    assertThat(registry.find(MeterNames.PARTITION_LAG).gauges()).isEmpty();
  }

  /** Members of one process hear of what the group decides at different times. */
  @Test
  void aPartitionThatGoesToAnotherMemberStaysInSight() {
    var before = meters.group("g").member();
    var after = meters.group("g").member();
    before.show(List.of(Reading.of(0)));
    after.show(List.of(new Reading("t", 0, 9, 5, 4, 2, 0.5, true)));
    assertThat(gauge(MeterNames.PARTITION_LAG, "0")).isEqualTo(9);
    before.show(List.of());
    assertThat(gauge(MeterNames.PARTITION_LAG, "0")).isEqualTo(9);

    after.close();
    assertThat(registry.find(MeterNames.PARTITION_LAG).gauges()).isEmpty();
  }

  private record Relay(double events, double active, double sent) implements OutboxReading {

    @Override
    public double oldestSeconds() {
      return events;
    }

    @Override
    public double held() {
      return events;
    }

    @Override
    public double leased() {
      return active;
    }

    @Override
    public double heldKeys() {
      return 0;
    }
  }

  private double outbox(String name) {
    return registry.get(name).tag("outbox", "o").meter().measure().iterator().next().getValue();
  }

  @Test
  void relaysOfOneOutboxDoNotHideEachOther() {
    var first = meters.outbox("o", new Relay(Double.NaN, 0, 5));
    var second = meters.outbox("o", new Relay(3, 1, 2));
    assertThat(outbox(MeterNames.OUTBOX_EVENTS)).isEqualTo(3);
    assertThat(outbox(MeterNames.RELAY_ACTIVE)).isEqualTo(1);
    assertThat(outbox(MeterNames.RELAY_SENT)).isEqualTo(7);

    first.run();
    second.run();
    second.run();
    assertThat(outbox(MeterNames.OUTBOX_LEASED)).isNaN();
    assertThat(outbox(MeterNames.RELAY_SENT)).isEqualTo(7);
    meters.outbox("o", new Relay(4, 1, 1));
    assertThat(outbox(MeterNames.OUTBOX_EVENTS)).isEqualTo(4);
    assertThat(outbox(MeterNames.RELAY_SENT)).isEqualTo(8);
  }

  @Test
  void aRegistryThatThrowsIsNobodysTroubleButItsOwn() {
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public Meter.Id map(Meter.Id id) {
                throw new IllegalArgumentException("of another set of tags");
              }
            });
    var group = meters.group("g");
    var member = group.member();
    member.start();
    member.show(List.of(Reading.of(0)));
    member.close();
    var topic = group.topic("t");
    topic.skipped();
    var handler = topic.handlerOf(TeacherCreatedIntegrationEvent.class);
    handler.failed(handler.now());
    topic.deadLettered(handler, "undecodable");
    meters.publishing().published("t", "a", "acknowledged", 1);
    meters.outbox("o", new Relay(4, 1, 1)).run();
    meters.inbox("g", () -> 5, () -> 1);
    meters
        .client(
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()))
        .run();
    assertThat(registry.getMeters()).isEmpty();
  }

  private double gauge(String name, String partition) {
    return registry.get(name).tags("group", "g", "partition", partition).gauge().value();
  }

  @Test
  void whatIsNotKnownIsNoNumber() {
    meters.group("g").member().show(List.of(new Reading("t", 0, -1, -1, -1, 0, 0, false)));
    assertThat(gauge(MeterNames.PARTITION_LAG, "0")).isNaN();
    assertThat(gauge(MeterNames.PARTITION_COMMITTED, "0")).isNaN();
  }

  @Test
  void theTopicsThatItTellsApartAreLimited() {
    for (int i = 0; i < 2 * TagLimit.MOST; i++) {
      meters.publishing().published("t" + i, "a", "acknowledged", 1);
    }
    assertThat(registry.get(MeterNames.PUBLISH).timers()).hasSize(TagLimit.MOST + 1);
    assertThat(registry.get(MeterNames.PUBLISH).tag("topic", "other").timer().count())
        .isEqualTo(TagLimit.MOST);
  }

  @Test
  void aBusThatIsClosedLeavesNoGaugeThatHidesTheNextOnes() {
    meters.group("g").member().start();
    meters.inbox("g", () -> 5, () -> 1);
    assertThat(registry.get(MeterNames.INBOX).tag("outcome", "handled").functionCounter().count())
        .isEqualTo(5);
    meters.close();

    assertThat(registry.getMeters()).isEmpty();
    try (var next = BusMeters.of(registry)) {
      next.inbox("g", () -> 9, () -> 1);
      assertThat(registry.get(MeterNames.INBOX).tag("outcome", "handled").functionCounter().count())
          .isEqualTo(9);
    }
  }

  @Test
  void eachNameHasOneSetOfTags() {
    var topic = meters.group("g").topic("t");
    topic.deadLettered(HandlerMeters.none(), "undecodable");
    topic.deadLettered(topic.others(), "not-retryable");
    meters.publishing().published("t", null, "acknowledged", 1);
    meters.publishing().published("t", "a", "expired", 1);
    meters.group("h").topic("u").skipped();

    var byName =
        registry.getMeters().stream()
            .map(Meter::getId)
            .collect(
                Collectors.groupingBy(
                    Meter.Id::getName,
                    Collectors.mapping(
                        id -> id.getTags().stream().map(Tag::getKey).toList(),
                        Collectors.toSet())));
    assertThat(byName).isNotEmpty().allSatisfy((name, tags) -> assertThat(tags).hasSize(1));
  }

  @Test
  void withoutARegistryNothingIsMeasured() {
    var none = BusMeters.none();
    var handler = none.group("g").topic("t").handlerOf(TeacherCreatedIntegrationEvent.class);
    assertThat(handler.now()).isZero();
    assertThat(handler.handled(0)).isFalse();
    none.publishing().published("t", "a", "acknowledged", 1);
    none.inbox("g", () -> 1, () -> 1);
    none.close();
    assertThat(none.on()).isFalse();
  }
}
