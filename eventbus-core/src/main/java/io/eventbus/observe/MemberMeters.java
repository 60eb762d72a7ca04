package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member of a consumer group and its partitions. It stays over all loops that it takes to poll:
 * while none does, its silence grows. Meters come and go with the assignment, never with an event.
 * For one thread at a time; the figures are read by others.
 */
public final class MemberMeters implements AutoCloseable {

  private final @Nullable MeterRegistry registry;
  private final GroupMeters group;
  private Set<GroupMeters.Name> shown = Set.of();
  private volatile long inFlight;
  private volatile long polledNanos = System.nanoTime();

  MemberMeters(@Nullable MeterRegistry registry, GroupMeters group) {
    this.registry = registry;
    this.group = group;
  }

  /** It is about to poll. */
  public void start() {
    polledNanos = System.nanoTime();
    group.joined(this);
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
    var now = new HashSet<GroupMeters.Name>();
    for (var reading : partitions) {
      events += reading.inFlight();
      now.add(group.show(registry, reading, this));
    }
    inFlight = events;
    for (var name : shown) {
      if (!now.contains(name)) {
        group.hide(name, this);
      }
    }
    shown = now;
  }

  long inFlight() {
    return inFlight;
  }

  long polledNanos() {
    return polledNanos;
  }

  /** It polls no more, as it was asked to. */
  @Override
  public void close() {
    show(Set.of());
    group.left(this);
  }
}
