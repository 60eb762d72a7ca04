package io.eventbus.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterIdTest {

  @Test
  void readsWhatItWrites() {
    var id = new LetterId("orders.billing.dlq", 3, 12_345_678_901L);

    assertThat(id).hasToString("orders.billing.dlq:3:12345678901");
    assertThat(LetterId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "orders:1", "orders:1:2:3", ":1:2", "o:x:1", "o:1:", "o:-1:2"})
  void refusesWhatIsNoPlace(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LetterId.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("topic:partition:offset");
  }
}
