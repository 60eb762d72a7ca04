package io.eventbus.test.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a consumer stands in its partitions, and what it reads there. Used by one thread, under the
 * lock of the broker where it reads.
 */
final class Positions {

  private final MemoryBroker broker;
  private final ConsumerSettings settings;
  private final Set<TopicPartition> assigned = new LinkedHashSet<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private int turn;

  Positions(MemoryBroker broker, ConsumerSettings settings) {
    this.broker = broker;
    this.settings = settings;
  }

  Set<TopicPartition> assigned() {
    return Set.copyOf(assigned);
  }

  Set<TopicPartition> paused() {
    return Set.copyOf(paused);
  }

  void add(Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
  }

  void remove(Collection<TopicPartition> partitions) {
    partitions.forEach(
        partition -> {
          assigned.remove(partition);
          paused.remove(partition);
          next.remove(partition);
        });
  }

  void pause(Collection<TopicPartition> partitions) {
    partitions.forEach(this::requireAssigned);
    paused.addAll(partitions);
  }

  void resume(Collection<TopicPartition> partitions) {
    partitions.forEach(this::requireAssigned);
    paused.removeAll(partitions);
  }

  void seek(TopicPartition partition, long offset) {
    requireAssigned(partition);
    next.put(partition, offset);
  }

  private void requireAssigned(TopicPartition partition) {
    if (!assigned.contains(partition)) {
      throw new IllegalStateException("No current assignment for partition " + partition);
    }
  }

  /** Where it goes on: where it was, or where its group was, or where a new one begins. */
  long of(TopicPartition partition) {
    requireAssigned(partition);
    var known = next.get(partition);
    long position = known == null ? begin(partition) : known;
    long end = endOf(partition);
    if (position > end) {
      position = reset(partition, end);
    }
    next.put(partition, position);
    return position;
  }

  private long begin(TopicPartition partition) {
    var group = settings.group();
    var saved = group == null ? null : broker.group(group).committed().get(partition);
    return saved == null ? reset(partition, endOf(partition)) : saved.offset();
  }

  private long reset(TopicPartition partition, long end) {
    return switch (settings.reset()) {
      case "earliest" -> 0;
      case "latest" -> end;
      default -> throw new NoOffsetForPartitionException(partition);
    };
  }

  private long endOf(TopicPartition partition) {
    var log = broker.log(partition);
    return log == null ? 0 : log.endFor(settings.readCommitted());
  }

  /** Reads on in all partitions that are not paused; {@code null} if there is nothing. */
  @Nullable ConsumerRecords<byte[], byte[]> read() {
    var records = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    int left = settings.maxPollRecords();
    for (var partition : inTurn()) {
      var log = left > 0 ? broker.log(partition) : null;
      if (log == null) {
        continue;
      }
      long from = of(partition);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      long to = log.read(from, left, settings.readCommitted(), found);
      left -= found.size();
      if (to > from) {
        next.put(partition, to);
        offsets.put(partition, new OffsetAndMetadata(to));
      }
      if (!found.isEmpty()) {
        records.put(partition, found);
      }
    }
    return offsets.isEmpty() ? null : new ConsumerRecords<>(records, offsets);
  }

  /** Each time another partition comes first. */
  private List<TopicPartition> inTurn() {
    var all = new ArrayList<>(assigned);
    all.removeAll(paused);
    if (!all.isEmpty()) {
      Collections.rotate(all, -(turn++ % all.size()));
    }
    return all;
  }
}
