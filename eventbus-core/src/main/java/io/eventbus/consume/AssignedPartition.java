package io.eventbus.consume;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition from its assignment to its end. Each assignment makes a new one, so what still runs
 * for an old one cannot touch the progress of the new. All but the lane belongs to the polling
 * thread.
 */
final class AssignedPartition {

  private final TopicPartition name;
  private final ConsumerOptions options;
  private final PartitionProgress progress;
  private final Lane lane;
  private final Delivery.Handling handling;
  private long saved = -1;
  private boolean held;

  AssignedPartition(
      TopicPartition name,
      ConsumerOptions options,
      PartitionProgress progress,
      Lane lane,
      Delivery.Handling handling) {
    this.name = name;
    this.options = options;
    this.progress = progress;
    this.lane = lane;
    this.handling = handling;
  }

  TopicPartition name() {
    return name;
  }

  /** Hands records to the lane; at least one. */
  void accept(List<ConsumerRecord<byte[], byte[]>> records) {
    lane.add(
        records.stream()
            .map(
                record ->
                    new Delivery(record, progress.enter(record.offset(), size(record)), handling))
            .toList());
  }

  private static int size(ConsumerRecord<?, ?> record) {
    int size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    for (var header : record.headers()) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }

  /** Begins no further attempt. */
  void stop() {
    lane.stop();
  }

  /** Completes once it is stopped and no handler of it runs any more. */
  CompletableFuture<Void> quiet() {
    return lane.quiet();
  }

  /** The offset to save, or {@code null} if it is saved already or nothing was read yet. */
  @Nullable Long unsavedPosition() {
    long position = progress.position();
    return position > saved ? Long.valueOf(position) : null;
  }

  /** Notes what has been saved; never moves back. */
  void saved(long position) {
    saved = Math.max(saved, position);
  }

  /**
   * Whether reading pauses: from the bound on, until half of it is worked off.
   *
   * @return {@code true} if that has changed since the last call
   */
  boolean updateHold() {
    progress.position();
    int share = held ? 2 : 1;
    boolean before = held;
    held =
        progress.inFlight() >= Math.max(1, options.maxInFlightEvents() / share)
            || progress.inFlightBytes() >= Math.max(1, options.maxInFlightBytes() / share);
    return held != before;
  }

  /** Whether reading pauses, as of the last {@link #updateHold()}. */
  boolean held() {
    return held;
  }
}
