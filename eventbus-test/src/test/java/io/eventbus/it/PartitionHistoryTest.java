package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionHistoryTest {

  @Test
  void tellsValidHistoriesFromOthers() {
    assertThatNoException()
        .isThrownBy(() -> PartitionHistory.assertValid(0, List.of(0L, 1L, 2L, 1L, 2L, 3L)));
    for (var wrong : List.of(List.of(0L, 2L), List.of(0L, 1L, 0L, 2L), List.of(1L))) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> PartitionHistory.assertValid(0, wrong));
    }
  }
}
