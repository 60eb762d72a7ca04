package io.eventbus.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void takesTheMiddleOfAnOddNumber() {
    assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(Spread.of(9, 1, 4, 6).median()).isEqualTo(5);
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    assertThat(Spread.of(Double.NaN, 2)).isEqualTo(new Spread(2, 2, 2));
    assertThat(Spread.of().median()).isNaN();
  }
}
