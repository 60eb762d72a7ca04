package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PartitionProgressTest {

  @Test
  void hasNoPositionBeforeTheFirstRecord() {
    assertThat(new PartitionProgress(4).position()).isEqualTo(-1);
  }

  @Test
  void standsAtTheOldestUnfinishedRecord() {
    var progress = new PartitionProgress(8);
    long first = progress.enter(10, 1, 0);
    long second = progress.enter(11, 1, 0);
    long third = progress.enter(12, 1, 0);

    progress.complete(second);
    progress.complete(third);
    assertThat(progress.position()).isEqualTo(10);

    progress.complete(first);
    assertThat(progress.position()).isEqualTo(13);
    assertThat(progress.inFlight()).isZero();
  }

  @Test
  void stepsOverGapsInTheOffsets() {
    var progress = new PartitionProgress(8);
    long first = progress.enter(10, 1, 0);
    long second = progress.enter(4_000_000_000L, 1, 0);

    progress.complete(first);
    assertThat(progress.position()).isEqualTo(4_000_000_000L);

    progress.complete(second);
    assertThat(progress.position()).isEqualTo(4_000_000_001L);
  }

  @Test
  void isFullWhenItsWindowIs() {
    var progress = new PartitionProgress(4);
    long oldest = progress.enter(0, 1, 0);
    for (int i = 1; i < 4; i++) {
      progress.complete(progress.enter(i, 1, 0));
    }
    assertThatIllegalStateException().isThrownBy(() -> progress.enter(4, 1, 0));

    progress.complete(oldest);
    assertThat(progress.position()).isEqualTo(4);
    assertThat(progress.enter(4, 1, 0)).isEqualTo(4);
  }

  @RepeatedTest(20)
  void agreesWithASimpleModelWhateverTheOrder() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var progress = new PartitionProgress(64);
    var open = new TreeMap<Long, Long>(); // offset to ticket
    long offset = 0;
    long bytes = 0;
    for (int step = 0; step < 20_000; step++) {
      if (progress.inFlight() < 64 && random.nextInt(100) < 55) {
        offset += 1 + (random.nextInt(10) == 0 ? random.nextInt(1000) : 0);
        open.put(offset, progress.enter(offset, 3, 0));
      } else if (!open.isEmpty()) {
        var offsets = new ArrayList<>(open.keySet());
        progress.complete(open.remove(offsets.get(random.nextInt(offsets.size()))));
      }
      long expected = open.isEmpty() ? offset + 1 : open.firstKey();
      assertThat(progress.position())
          .as("seed %s step %s", seed, step)
          .isEqualTo(offset == 0 ? -1 : expected);
      assertThat(progress.inFlight()).isGreaterThanOrEqualTo(open.size());
      bytes = progress.inFlightBytes();
    }
    assertThat(bytes).isEqualTo(3L * progress.inFlight());
  }

  @Test
  void losesNoCompletionOfManyThreads() throws Exception {
    var progress = new PartitionProgress(1024);
    var pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        long start = round * 1000L;
        List<Long> tickets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
          tickets.add(progress.enter(start + i, 1, 0));
        }
        Collections.shuffle(tickets, new Random(round));
        var work = new ArrayList<java.util.concurrent.Callable<Void>>();
        for (int t = 0; t < 4; t++) {
          var mine = tickets.subList(t * 250, t * 250 + 250);
          work.add(
              () -> {
                mine.forEach(progress::complete);
                return null;
              });
        }
        for (var done : pool.invokeAll(work)) {
          done.get();
        }
        assertThat(progress.position()).isEqualTo(start + 1000);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
