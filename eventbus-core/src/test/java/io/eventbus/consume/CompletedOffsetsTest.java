package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.consume.CompletedOffsets.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletedOffsetsTest {

  @Test
  void nothingIsWrittenForNothing() {
    assertThat(CompletedOffsets.NONE.encode(7, 4096)).isEmpty();
    assertThat(CompletedOffsets.decode(7, "").ranges()).isEmpty();
  }

  @Test
  void knowsWhichOffsetsAreDone() {
    var completed = new CompletedOffsets(List.of(new Range(3, 5), new Range(9, 10)));

    assertThat(List.of(2L, 5L, 8L, 10L)).noneMatch(completed::contains);
    assertThat(List.of(3L, 4L, 9L)).allMatch(completed::contains);
  }

  /** The event at the position may be done while what is beyond it is being looked up. */
  @Test
  void readsARangeThatBeginsAtThePositionItself() {
    var completed = new CompletedOffsets(List.of(new Range(5, 7), new Range(9, 10)));

    var text = completed.encode(5, 4096);

    assertThat(CompletedOffsets.decode(5, text).ranges()).isEqualTo(completed.ranges());
  }

  @RepeatedTest(50)
  void readsWhatItWrote() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    long position = random.nextLong(Long.MAX_VALUE / 2);
    var completed = new CompletedOffsets(ranges(random, position, random.nextInt(200)));

    var text = completed.encode(position, 4096);

    assertThat(CompletedOffsets.decode(position, text).ranges())
        .as("seed %s", seed)
        .isEqualTo(completed.ranges());
  }

  @RepeatedTest(20)
  void beyondTheLimitTheFirstRangesAreKept() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var completed = new CompletedOffsets(ranges(random, 1000, 5_000));
    int limit = random.nextInt(4096);

    var text = completed.encode(1000, limit);

    assertThat(text.length()).as("seed %s", seed).isLessThanOrEqualTo(limit);
    var read = CompletedOffsets.decode(1000, text).ranges();
    assertThat(read).as("seed %s", seed).isEqualTo(completed.ranges().subList(0, read.size()));
    if (limit > 100) {
      assertThat(read).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "someone else's",
        "eb1.",
        "eb1.!!!",
        "eb1.gA",
        "eb1.AAAA",
        "eb1.____________________",
        "eb1._______________w",
        "eb2.AQE",
        "\u0000"
      })
  void foreignOrBrokenTextMeansThatNothingIsKnown(String metadata) {
    assertThat(CompletedOffsets.decode(5, metadata).ranges()).isEmpty();
  }

  private static List<Range> ranges(Random random, long position, int count) {
    var ranges = new ArrayList<Range>();
    long end = position;
    for (int i = 0; i < count; i++) {
      long from = end + 1 + random.nextInt(random.nextBoolean() ? 3 : 100_000);
      end = from + 1 + random.nextInt(random.nextBoolean() ? 3 : 100_000);
      ranges.add(new Range(from, end));
    }
    return ranges;
  }
}
