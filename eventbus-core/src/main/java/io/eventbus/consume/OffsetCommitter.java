package io.eventbus.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the positions that are ready: without waiting while the consumer runs, waiting when a
 * partition is given up. A failure is no success and no end either: the position stays unsaved and
 * is tried again. Belongs to the polling thread.
 */
final class OffsetCommitter {

  /** What the committer needs of a consumer. */
  interface OffsetStore {

    void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback);

    void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout);
  }

  private static final Logger log = LoggerFactory.getLogger(OffsetCommitter.class);

  private final OffsetStore store;
  private final long intervalNanos;
  private long lastNanos;
  private boolean underWay;
  private boolean failing;
  private int maxMetadata = CompletedOffsets.MAX_LENGTH;

  OffsetCommitter(OffsetStore store, Duration interval, long nowNanos) {
    this.store = store;
    this.intervalNanos = interval.toNanos();
    this.lastNanos = nowNanos;
  }

  /** Saves what is ready, if it is time and no other save is under way. */
  void commitIfDue(Collection<AssignedPartition> partitions, long nowNanos) {
    if (underWay || nowNanos - lastNanos < intervalNanos) {
      return;
    }
    var offsets = unsaved(partitions);
    if (offsets.isEmpty()) {
      return;
    }
    lastNanos = nowNanos;
    underWay = true;
    // A copy: the answer is for the assignments of this moment, whatever a rebalance brings.
    var asked = List.copyOf(partitions);
    store.commitAsync(
        offsets,
        (committed, failure) -> {
          underWay = false;
          ended(asked, offsets, failure);
        });
  }

  /** Saves what is ready and waits for it; the partitions are given up next. */
  void commitNow(Collection<AssignedPartition> partitions, Duration timeout) {
    var offsets = unsaved(partitions);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      store.commitSync(offsets, timeout);
      ended(partitions, offsets, null);
    } catch (OffsetMetadataTooLarge e) {
      ended(partitions, offsets, e);
      commitNow(partitions, timeout);
    } catch (KafkaException e) {
      ended(partitions, offsets, e);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> unsaved(Collection<AssignedPartition> partitions) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var partition : partitions) {
      var unsaved = partition.unsaved(maxMetadata);
      if (unsaved != null) {
        offsets.put(partition.name(), unsaved);
      }
    }
    return offsets;
  }

  private void ended(
      Collection<AssignedPartition> partitions,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      @Nullable Exception failure) {
    if (failure instanceof OffsetMetadataTooLarge) {
      // This broker allows less: the positions matter, what is done beyond them is a bonus.
      maxMetadata /= 2;
    }
    if (failure != null) {
      if (!failing) {
        log.warn("progress could not be saved, events may come again: {}", failure.toString());
      }
      failing = true;
      return;
    }
    failing = false;
    for (var partition : partitions) {
      var offset = offsets.get(partition.name());
      if (offset != null) {
        partition.saved(offset);
      }
    }
  }
}
