package io.eventbus.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The meters of one outbox and of the relays that this process has for it, one after the other or
 * side by side. Safe to share between threads.
 */
final class OutboxMeters {

  private final Set<OutboxReading> relays = ConcurrentHashMap.newKeySet();

  /** By relays that have gone: a counter never falls. */
  private final DoubleAdder sentBefore = new DoubleAdder();

  /** Shows another relay, until the result is run. */
  Runnable add(OutboxReading relay) {
    relays.add(relay);
    return () -> {
      if (relays.remove(relay)) {
        sentBefore.add(relay.sent());
      }
    };
  }

  private DoubleStream all(ToDoubleFunction<OutboxReading> figure) {
    return relays.stream().mapToDouble(figure);
  }

  /** They ask the same database: NaN if none of them has an answer. */
  private double any(ToDoubleFunction<OutboxReading> figure) {
    return all(figure).filter(value -> !Double.isNaN(value)).max().orElse(Double.NaN);
  }

  MeterSet<OutboxMeters> gauges(MeterRegistry registry, Tags tags) {
    return new MeterSet<>(registry, this, tags)
        .gauge(
            MeterNames.OUTBOX_EVENTS,
            "Committed events that are not yet sent",
            self -> self.any(OutboxReading::events))
        .time(
            MeterNames.OUTBOX_AGE,
            "How long the oldest of them has been there",
            TimeUnit.SECONDS,
            self -> self.any(OutboxReading::oldestSeconds))
        .gauge(
            MeterNames.OUTBOX_HELD,
            "Events that are held back",
            self -> self.any(OutboxReading::held))
        .gauge(
            MeterNames.OUTBOX_LEASED,
            "Whether any relay has the lease",
            self -> self.any(OutboxReading::leased))
        .gauge(
            MeterNames.RELAY_HELD_KEYS,
            "Keys that the relay of this process holds back",
            self -> self.all(OutboxReading::heldKeys).sum())
        .gauge(
            MeterNames.RELAY_ACTIVE,
            "Whether the relay of this process is the active one",
            self -> self.all(OutboxReading::active).max().orElse(0))
        .counter(
            MeterNames.RELAY_SENT,
            "Events that the relay of this process has sent",
            Tags.empty(),
            self -> self.sentBefore.sum() + self.all(OutboxReading::sent).sum());
  }
}
