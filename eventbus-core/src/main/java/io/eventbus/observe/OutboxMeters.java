package io.eventbus.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;

/** The meters of one outbox and of the relay that this process has for it. */
final class OutboxMeters {

  private OutboxMeters() {}

  static MeterSet<OutboxReading> of(MeterRegistry registry, OutboxReading reading, Tags tags) {
    return new MeterSet<>(registry, reading, tags)
        .gauge(
            MeterNames.OUTBOX_EVENTS,
            "Committed events that are not yet sent",
            OutboxReading::events)
        .time(
            MeterNames.OUTBOX_AGE,
            "How long the oldest of them has been there",
            TimeUnit.SECONDS,
            OutboxReading::oldestSeconds)
        .gauge(MeterNames.OUTBOX_HELD, "Events that are held back", OutboxReading::held)
        .gauge(MeterNames.OUTBOX_LEASED, "Whether any relay has the lease", OutboxReading::leased)
        .gauge(
            MeterNames.RELAY_HELD_KEYS,
            "Keys that the relay of this process holds back",
            OutboxReading::heldKeys)
        .gauge(
            MeterNames.RELAY_ACTIVE,
            "Whether the relay of this process is the active one",
            OutboxReading::active)
        .counter(
            MeterNames.RELAY_SENT,
            "Events that the relay of this process has sent",
            Tags.empty(),
            OutboxReading::sent);
  }
}
