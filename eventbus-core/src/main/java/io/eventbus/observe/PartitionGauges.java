package io.eventbus.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of one partition while a member of the group has it; they show the last reading. Who
 * reads them is another thread than who shows, of which there is one at a time.
 */
final class PartitionGauges implements AutoCloseable {

  private final MeterSet<PartitionGauges> gauges;
  private volatile PartitionReading reading;
  private @Nullable MemberMeters shownBy;

  /**
   * Registers them.
   *
   * @param topic the tags that they share with others of the topic
   */
  PartitionGauges(MeterRegistry registry, Tags topic, PartitionReading first) {
    this.reading = first;
    var tags = topic.and(MeterNames.PARTITION, String.valueOf(first.partition()));
    this.gauges =
        new MeterSet<>(registry, this, tags)
            .gauge(
                MeterNames.PARTITION_LAG,
                "Offsets between the completed position and the end",
                self -> known(self.reading.lag()))
            .gauge(
                MeterNames.PARTITION_COMPLETED,
                "The offset below which every event is done",
                self -> known(self.reading.position()))
            .gauge(
                MeterNames.PARTITION_COMMITTED,
                "The offset that the group has saved",
                self -> known(self.reading.committed()))
            .gauge(
                MeterNames.PARTITION_WINDOW,
                "Share of the events that may be in flight",
                self -> self.reading.windowUse())
            .gauge(
                MeterNames.PARTITION_PAUSED,
                "Whether it is paused on request",
                self -> self.reading.paused() ? 1 : 0);
  }

  private static double known(long value) {
    return value < 0 ? Double.NaN : value;
  }

  void show(PartitionReading next, MemberMeters member) {
    reading = next;
    shownBy = member;
  }

  /** Whether no other member has shown it since. */
  boolean lastShownBy(MemberMeters member) {
    return shownBy == member;
  }

  @Override
  public void close() {
    gauges.close();
  }
}
