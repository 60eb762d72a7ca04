package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "3,5,9", "3,5,3,5,9", "3,5,5,9", "3,5,9,3", "3,5,9,5,9"})
  void stepsToTheNextAndRepeatsAreValid(String offsets) {
    assertThatNoException().isThrownBy(() -> History.assertValid("lane", history(offsets)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3,9,5", "3,5,3,9", "5,3", "3,5,9,3,9", "3,5,7,9,7,5,9"})
  void skippingIsNotValidAlsoAfterGoingBack(String offsets) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> History.assertValid("lane", history(offsets)));
  }

  private static List<Long> history(String offsets) {
    return List.of(offsets.split(",", -1)).stream().map(Long::valueOf).toList();
  }
}
