package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of published events. Costs nothing where there is no registry. Safe to share between
 * threads.
 */
public final class PublishMeters {

  private record Name(String topic, String type, String outcome) {}

  private final @Nullable MeterRegistry registry;
  private final TagLimit topics;
  private final ConcurrentMap<Name, Timer> timers = new ConcurrentHashMap<>();

  PublishMeters(@Nullable MeterRegistry registry, TagLimit topics) {
    this.registry = registry;
    this.topics = topics;
  }

  /** Whether anything is measured. */
  public boolean on() {
    return registry != null;
  }

  /**
   * An event has met its fate. Throws nothing that a registry throws.
   *
   * @param type the logical type, {@code null} if it has none
   * @param outcome one of a few
   * @param nanos how long that took
   */
  public void published(String topic, @Nullable String type, String outcome, long nanos) {
    Arguments.requireText(topic, "topic");
    Arguments.requireText(outcome, "outcome");
    Arguments.requireAtLeast(nanos, 0, "nanos");
    if (registry != null) {
      Onlookers.tell(() -> record(registry, topic, type, outcome, nanos));
    }
  }

  private void record(
      MeterRegistry registry, String topic, @Nullable String type, String outcome, long nanos) {
    var name = new Name(topics.of(topic), type == null ? MeterNames.UNKNOWN : type, outcome);
    var known = timers.get(name);
    (known == null ? timers.computeIfAbsent(name, made -> timer(registry, made)) : known)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Timer timer(MeterRegistry registry, Name name) {
    return Timer.builder(MeterNames.PUBLISH)
        .description("From publishing an event to its acknowledgement or failure")
        .tag(MeterNames.TOPIC, name.topic())
        .tag(MeterNames.TYPE, name.type())
        .tag(MeterNames.OUTCOME, name.outcome())
        .register(registry);
  }
}
