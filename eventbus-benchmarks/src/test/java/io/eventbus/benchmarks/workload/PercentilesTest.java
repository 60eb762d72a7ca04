package io.eventbus.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void isTheLeastTimeThatTheShareDoesNotExceed() {
    var hundred =
        new Percentiles(LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray());

    assertThat(hundred.millis(0.50)).isEqualTo(50);
    assertThat(hundred.millis(0.99)).isEqualTo(99);
  }

  @Test
  void isNoNumberWithoutTimes() {
    assertThat(new Percentiles(new long[0]).millis(0.99)).isNaN();
  }
}
