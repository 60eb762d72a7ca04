package io.eventbus.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Meters that look at an object, and go with it: one that stayed would hide the next of its name.
 * For one thread.
 *
 * @param <T> what they look at
 */
final class MeterSet<T> implements AutoCloseable {

  private final MeterRegistry registry;
  private final T subject;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();

  MeterSet(MeterRegistry registry, T subject, Tags tags) {
    this.registry = registry;
    this.subject = subject;
    this.tags = tags;
  }

  MeterSet<T> gauge(String name, String description, ToDoubleFunction<T> value) {
    return add(Gauge.builder(name, subject, value).description(description).tags(tags)::register);
  }

  /** A gauge of a time. */
  MeterSet<T> time(String name, String description, TimeUnit unit, ToDoubleFunction<T> value) {
    return add(
        TimeGauge.builder(name, subject, unit, value).description(description).tags(tags)
            ::register);
  }

  /** A counter that grows elsewhere. */
  MeterSet<T> counter(String name, String description, Tags more, ToDoubleFunction<T> value) {
    return add(
        FunctionCounter.builder(name, subject, value).description(description).tags(tags.and(more))
            ::register);
  }

  private MeterSet<T> add(Function<MeterRegistry, Meter> registration) {
    Onlookers.tell(() -> meters.add(registration.apply(registry)));
    return this;
  }

  @Override
  public void close() {
    meters.forEach(meter -> Onlookers.tell(() -> registry.remove(meter)));
    meters.clear();
  }
}
