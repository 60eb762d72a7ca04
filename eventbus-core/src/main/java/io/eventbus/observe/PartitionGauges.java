package io.eventbus.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** The gauges of one partition while a consumer has it; they show the last reading. */
final class PartitionGauges implements AutoCloseable {

  private final MeterSet<PartitionGauges> gauges;
  private volatile PartitionReading reading;

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

  void show(PartitionReading next) {
    reading = next;
  }

  @Override
  public void close() {
    gauges.close();
  }
}
