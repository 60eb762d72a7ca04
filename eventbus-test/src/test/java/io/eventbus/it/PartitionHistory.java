package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.consume.EventContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the handlers of a group saw of each partition, in the order in which they saw it. Valid for
 * at least once in order: {@code 0 1 2 3}, and {@code 0 1 2 1 2 3} after a restart at 1. Not valid:
 * {@code 0 2}, which skips, and {@code 0 1 0 2}, which goes back and then skips.
 */
final class PartitionHistory {

  private final Map<Integer, List<Long>> offsets = new ConcurrentHashMap<>();
  private final Map<Integer, Set<Long>> seen = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong distinct = new AtomicLong();

  void add(EventContext context) {
    add(context.partition(), context.offset());
  }

  void add(int partition, long offset) {
    // Handlers of one partition exclude each other; synchronized so that a breach is seen as such.
    var history = offsets.computeIfAbsent(partition, key -> new ArrayList<>());
    synchronized (history) {
      history.add(offset);
      if (seen.computeIfAbsent(partition, key -> new HashSet<>()).add(offset)) {
        distinct.incrementAndGet();
      }
    }
    count.incrementAndGet();
  }

  long count() {
    return count.get();
  }

  long distinct() {
    return distinct.get();
  }

  void assertEveryOffsetInOrder(int partitions, long events) {
    assertThat(offsets).hasSize(partitions);
    assertThat(distinct.get()).isEqualTo(events);
    offsets.forEach(PartitionHistory::assertValid);
  }

  static void assertValid(int partition, List<Long> history) {
    long previous = -1;
    for (long offset : history) {
      assertThat(offset)
          .as("after %s of partition %s", previous, partition)
          .isBetween(0L, previous + 1);
      previous = offset;
    }
  }
}
