package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one member of a consumer group. Meters come and go with the assignment, never
 * with an event. For one thread; the figures are read by others.
 */
public final class MemberMeters implements AutoCloseable {

  private record Name(String topic, int partition) {}

  private final @Nullable MeterRegistry registry;
  private final GroupMeters group;
  private final Map<Name, PartitionGauges> gauges = new HashMap<>();
  private volatile long inFlight;
  private volatile long polledNanos = System.nanoTime();

  MemberMeters(@Nullable MeterRegistry registry, GroupMeters group) {
    this.registry = registry;
    this.group = group;
  }

  /** The broker has been asked for records. */
  public void polled(long nanoTime) {
    polledNanos = nanoTime;
  }

  /** How things stand now. */
  public void show(Collection<? extends PartitionReading> partitions) {
    Arguments.requirePresent(partitions, "partitions");
    if (registry == null) {
      return;
    }
    long events = 0;
    var gone = new HashSet<>(gauges.keySet());
    for (var reading : partitions) {
      var name = new Name(reading.topic(), reading.partition());
      events += reading.inFlight();
      var there = gauges.get(name);
      if (there == null) {
        var tags = group.topicTags(reading.topic());
        gauges.put(name, new PartitionGauges(registry, tags, reading));
      } else {
        there.show(reading);
        gone.remove(name);
      }
    }
    inFlight = events;
    for (var name : gone) {
      remove(name);
    }
  }

  private void remove(Name name) {
    var there = gauges.remove(name);
    if (there != null) {
      there.close();
    }
  }

  long inFlight() {
    return inFlight;
  }

  long polledNanos() {
    return polledNanos;
  }

  /** Takes its meters away. */
  @Override
  public void close() {
    gauges.values().forEach(PartitionGauges::close);
    gauges.clear();
    group.left(this);
  }
}
