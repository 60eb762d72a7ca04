package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer group does with the events of one type from one topic. Costs nothing where there
 * is no registry; throws nothing that one throws. Safe to share between threads.
 */
public final class HandlerMeters {

  private static final HandlerMeters NONE = new HandlerMeters(null, MeterNames.UNKNOWN);
  private static final long AGE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** The age is no timer: those of a replay, in nanoseconds, soon sum up to more than a long. */
  private record Meters(Timer handled, Timer failed, DistributionSummary age, Counter retried) {

    static Meters of(MeterRegistry registry, Tags tags) {
      return new Meters(
          handler(tags, "handled").register(registry),
          handler(tags, "failed").register(registry),
          DistributionSummary.builder(MeterNames.EVENT_AGE)
              .baseUnit("seconds")
              .description("Age of events when they had been handled")
              .tags(tags)
              .register(registry),
          Counter.builder(MeterNames.RETRIED)
              .description("Failed attempts that are followed by another")
              .tags(tags)
              .register(registry));
    }

    private static Timer.Builder handler(Tags tags, String outcome) {
      return Timer.builder(MeterNames.HANDLER)
          .description("Attempts of handlers")
          .tags(tags.and(MeterNames.OUTCOME, outcome));
    }
  }

  private final @Nullable Meters meters;
  private final String type;

  /** When an age was last measured: two threads may do so at once. */
  private volatile long agedNanos = System.nanoTime() - AGE_PAUSE_NANOS;

  private HandlerMeters(@Nullable Meters meters, String type) {
    this.meters = meters;
    this.type = type;
  }

  static HandlerMeters of(MeterRegistry registry, Tags topic, String type) {
    return new HandlerMeters(Meters.of(registry, topic.and(MeterNames.TYPE, type)), type);
  }

  /** Those of an event that has come to no handler, or is not counted. */
  public static HandlerMeters none() {
    return NONE;
  }

  /** The logical type; {@link MeterNames#UNKNOWN} where there is none. */
  public String type() {
    return type;
  }

  /** When an attempt begins, by {@link System#nanoTime}; 0 if nobody wants to know. */
  public long now() {
    return meters == null ? 0 : System.nanoTime();
  }

  /**
   * An attempt has succeeded.
   *
   * @param startNanos what {@link #now} was at its beginning
   * @return whether {@link #aged} is to be told of this event, too
   */
  public boolean handled(long startNanos) {
    if (meters == null) {
      return false;
    }
    long now = System.nanoTime();
    record(meters.handled, now - startNanos);
    if (now - agedNanos < AGE_PAUSE_NANOS) {
      return false;
    }
    agedNanos = now;
    return true;
  }

  /**
   * An event has been handled now.
   *
   * @param happened when it happened
   */
  public void aged(Instant happened) {
    Arguments.requirePresent(happened, "happened");
    if (meters != null) {
      long age = System.currentTimeMillis() - happened.toEpochMilli();
      Onlookers.tell(() -> meters.age.record(Math.max(0, age) / 1e3));
    }
  }

  /**
   * An attempt has failed.
   *
   * @param startNanos what {@link #now} was at its beginning
   */
  public void failed(long startNanos) {
    if (meters != null) {
      record(meters.failed, System.nanoTime() - startNanos);
    }
  }

  /** A failed attempt is followed by another. */
  public void retried() {
    if (meters != null) {
      Onlookers.tell(meters.retried::increment);
    }
  }

  private static void record(Timer timer, long nanos) {
    try {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    } catch (Throwable e) {
      Onlookers.failed(e);
    }
  }
}
