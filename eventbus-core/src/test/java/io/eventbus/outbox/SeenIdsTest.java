package io.eventbus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SeenIdsTest {

  private static final Set<String> NONE = Set.of();

  private long nanos = 0;
  private final SeenIds seen = new SeenIds(0, () -> nanos);

  private static List<OutboxRow> rows(long... ids) {
    return LongStream.of(ids).mapToObj(SeenIdsTest::row).toList();
  }

  private static OutboxRow row(long id) {
    return OutboxRow.of(id, new EncodedEvent("t", null, List.of(), new byte[0]));
  }

  private void later() {
    nanos += TimeUnit.SECONDS.toNanos(1);
  }

  private List<String> gaps() {
    return seen.gaps().stream().map(gap -> gap.first() + "-" + gap.last()).toList();
  }

  @Test
  void whatIsMissingBetweenIsAGap() {
    seen.saw(rows(3, 4, 7));

    assertThat(gaps()).containsExactly("1-2", "5-6");
    assertThat(seen.after()).isEqualTo(7);
    assertThat(seen.misses(5)).isTrue();
    assertThat(seen.misses(7)).isFalse();
    assertThat(seen.misses(8)).isTrue();
  }

  @Test
  void whatIsSeenOfAGapSplitsIt() {
    seen.saw(rows(10));
    seen.saw(rows(4));
    seen.saw(rows(1, 9));

    assertThat(gaps()).containsExactly("2-3", "5-8");
  }

  @Test
  void aGapStaysAsLongAsAnyOfItsPossibleOwnersIsOpen() {
    seen.saw(rows(2));
    later();
    seen.settle(Long.MAX_VALUE, Set.of("a", "b"));
    seen.settle(Long.MAX_VALUE, Set.of("b", "c"));
    seen.settle(Long.MAX_VALUE, Set.of("b"));
    assertThat(gaps()).containsExactly("1-1");

    seen.settle(Long.MAX_VALUE, Set.of("c"));
    assertThat(gaps()).as("one more look, since b may have been committed").containsExactly("1-1");
    seen.settle(Long.MAX_VALUE, Set.of("c"));
    assertThat(gaps()).isEmpty();
  }

  /** Some databases tell of open transactions a tenth of a second late. */
  @Test
  void aFreshGapIsNotJudgedYet() {
    seen.saw(rows(2));
    seen.settle(Long.MAX_VALUE, NONE);
    seen.settle(Long.MAX_VALUE, NONE);
    seen.settle(Long.MAX_VALUE, NONE);
    assertThat(gaps()).containsExactly("1-1");

    later();
    seen.settle(Long.MAX_VALUE, NONE);
    seen.settle(Long.MAX_VALUE, NONE);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aGapThatTheLastLookDidNotReachStays() {
    seen.saw(rows(2, 9));
    later();
    seen.settle(Long.MAX_VALUE, NONE);
    seen.settle(5, NONE);
    assertThat(gaps()).containsExactly("3-8");
  }

  @Test
  void whatIsReopenedIsLookedAtAgain() {
    seen.saw(rows(1, 2, 3));
    seen.reopen(List.of(1L, 3L));

    assertThat(gaps()).containsExactly("1-1", "3-3");
    seen.saw(rows(1, 3, 4));
    assertThat(gaps()).isEmpty();
  }

  @Test
  void whatIsStillMissedIsNotReopened() {
    seen.saw(rows(1, 100));
    seen.reopen(List.of(50L, 200L));

    assertThat(gaps()).containsExactly("2-99");
    assertThat(seen.misses(60)).isTrue();
  }

  /** Transactions take ids, stay open, end in any order; all that is committed is seen once. */
  @RepeatedTest(200)
  void nothingIsPassedOverAndNothingIsSeenTwice() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    long nextId = 1;
    int nextTransaction = 1;
    var open = new TreeMap<Integer, List<Long>>();
    var visible = new HashSet<Long>();
    var found = new ArrayList<Long>();
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(4)) {
        case 0 -> open.put(nextTransaction++, new ArrayList<>());
        case 1 -> {
          if (!open.isEmpty()) {
            pick(open, random).add(nextId++);
          }
        }
        case 2 -> {
          if (!open.isEmpty() && random.nextBoolean()) {
            var key = new ArrayList<>(open.keySet()).get(random.nextInt(open.size()));
            var ids = open.remove(key);
            if (random.nextInt(5) > 0) {
              visible.addAll(ids);
            }
          }
        }
        default -> look(open, visible, found);
      }
    }
    open.values().forEach(visible::addAll);
    open.clear();
    for (int i = 0; i < 4; i++) {
      look(open, visible, found);
    }

    assertThat(visible).as("passed over, seed %s", seed).isEmpty();
    assertThat(found).as("seen twice, seed %s", seed).doesNotHaveDuplicates();
    assertThat(gaps()).as("seed %s", seed).isEmpty();
  }

  private static List<Long> pick(Map<Integer, List<Long>> open, Random random) {
    return new ArrayList<>(open.values()).get(random.nextInt(open.size()));
  }

  private void look(Map<Integer, List<Long>> open, Set<Long> visible, List<Long> found) {
    var ranges = seen.gaps();
    long after = seen.after();
    var fetched =
        visible.stream()
            .filter(
                id ->
                    id > after
                        || ranges.stream().anyMatch(gap -> gap.first() <= id && id <= gap.last()))
            .sorted()
            .map(SeenIdsTest::row)
            .toList();
    seen.saw(fetched);
    fetched.forEach(
        row -> {
          found.add(row.id());
          visible.remove(row.id());
        });
    later();
    var writers = new HashSet<String>();
    open.keySet().forEach(key -> writers.add("transaction " + key));
    seen.settle(Long.MAX_VALUE, writers);
  }
}
