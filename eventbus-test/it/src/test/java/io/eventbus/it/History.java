package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the handlers of a group saw of each lane, a key or a partition, in the order in which they
 * saw it. Valid for at least once in order, where the lane's offsets are 3, 5 and 9: {@code 3 5 9},
 * and {@code 3 5 3 5 9} after a restart. Not valid: {@code 3 9 5}, which skips, and {@code 3 5 3
 * 9}, which goes back and then skips.
 */
final class History {

  private final Map<String, List<Long>> lanes = new ConcurrentHashMap<>();
  private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  /** Handlers of one lane exclude each other; synchronized so that a breach is seen as such. */
  void add(String lane, long offset) {
    var history = lanes.computeIfAbsent(lane, key -> new ArrayList<>());
    synchronized (history) {
      history.add(offset);
    }
    seen.put(lane + " " + offset, true);
    count.incrementAndGet();
  }

  long count() {
    return count.get();
  }

  long distinct() {
    return seen.size();
  }

  void assertEveryOffsetInOrder(int expectedLanes, long events) {
    assertThat(lanes).hasSize(expectedLanes);
    assertThat(distinct()).isEqualTo(events);
    lanes.forEach(History::assertValid);
  }

  static void assertValid(String lane, List<Long> history) {
    var ranks = new TreeSet<>(history);
    Long reached = null;
    for (var offset : history) {
      var before = ranks.lower(offset);
      assertThat(before == null || (reached != null && before <= reached))
          .as("%s after %s of %s, which saw %s", offset, reached, lane, history)
          .isTrue();
      reached = offset;
    }
  }
}
