package io.eventbus.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventLabel;
import io.eventbus.deadletter.LetterSelection.Choice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterSelectionTest {

  private final LetterSelection selection =
      new LetterSelection("g", DeadLetterFilter.all(), RedriveOptions.defaults("ada"));

  @Test
  void aLetterThatNoTopicCanTakeStaysAndKeepsNoOther() {
    assertThat(selection.of(letterOf("orders"))).isEqualTo(Choice.SENT);
    assertThat(selection.of(letterOf("or ders"))).isEqualTo(Choice.WITHOUT_ORIGIN);
    assertThat(selection.of(letterOf(".."))).isEqualTo(Choice.WITHOUT_ORIGIN);
    assertThat(selection.of(letterOf("t".repeat(241)))).isEqualTo(Choice.SENT);
    assertThat(selection.of(letterOf("t".repeat(242))))
        .as("its retry topic has 250 characters")
        .isEqualTo(Choice.WITHOUT_ORIGIN);
  }

  private static DeadLetter letterOf(String topic) {
    return new DeadLetter(
        new LetterId("letters", 0, 0),
        new EncodedEvent("letters", null, List.of(), null),
        new EventLabel(null, null),
        new LetterOrigin(topic, 0, 0, Instant.EPOCH),
        new Death(DeadLetterReason.RETRIES_EXHAUSTED, "g", 1, 1, null, null, null, Instant.EPOCH));
  }
}
