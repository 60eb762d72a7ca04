package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer group does with the events of one topic. Costs nothing where there is no
 * registry; throws nothing that one throws. Safe to share between threads.
 */
public final class TopicMeters {

  private record Meters(MeterRegistry registry, Tags tags, Counter skipped) {}

  private final @Nullable Meters meters;
  private final ConcurrentMap<String, HandlerMeters> byType = new ConcurrentHashMap<>();
  private final ConcurrentMap<Class<?>, HandlerMeters> byClass = new ConcurrentHashMap<>();

  private TopicMeters(@Nullable Meters meters) {
    this.meters = meters;
  }

  static TopicMeters none() {
    return new TopicMeters(null);
  }

  static TopicMeters of(MeterRegistry registry, Tags tags) {
    try {
      var skipped =
          Counter.builder(MeterNames.SKIPPED)
              .description("Events of unknown types that were ignored")
              .tags(tags)
              .register(registry);
      return new TopicMeters(new Meters(registry, tags, skipped));
    } catch (Throwable e) {
      Onlookers.failed(e);
      return none();
    }
  }

  /** Those of a handler of this type. */
  public HandlerMeters handlerOf(Class<? extends IntegrationEvent> eventClass) {
    Arguments.requirePresent(eventClass, "eventClass");
    if (meters == null) {
      return HandlerMeters.none();
    }
    // Looked up first: computeIfAbsent() may lock even where there is nothing to compute.
    var known = byClass.get(eventClass);
    return known == null
        ? byClass.computeIfAbsent(eventClass, made -> handler(EventTypeName.of(eventClass).name()))
        : known;
  }

  /** Those of the handler that takes what no other does. */
  public HandlerMeters others() {
    return handler(MeterNames.UNKNOWN);
  }

  private HandlerMeters handler(String type) {
    var there = meters;
    return there == null
        ? HandlerMeters.none()
        : byType.computeIfAbsent(type, name -> made(there, name));
  }

  private static HandlerMeters made(Meters there, String type) {
    try {
      return HandlerMeters.of(there.registry(), there.tags(), type);
    } catch (Throwable e) {
      Onlookers.failed(e);
      return HandlerMeters.none();
    }
  }

  /** An event of an unknown type was ignored. */
  public void skipped() {
    if (meters != null) {
      Onlookers.tell(meters.skipped::increment);
    }
  }

  /**
   * A dead letter was acknowledged.
   *
   * @param handler those of its handler
   * @param reason a code, one of a few
   */
  public void deadLettered(HandlerMeters handler, String reason) {
    Arguments.requirePresent(handler, "handler");
    Arguments.requireText(reason, "reason");
    var there = meters;
    if (there != null) {
      var tags = there.tags().and(MeterNames.TYPE, handler.type(), MeterNames.REASON, reason);
      Onlookers.tell(() -> deadLettered(there.registry(), tags));
    }
  }

  private static void deadLettered(MeterRegistry registry, Tags tags) {
    Counter.builder(MeterNames.DEAD_LETTERED)
        .description("Dead letters that were acknowledged")
        .tags(tags)
        .register(registry)
        .increment();
  }
}
