package io.eventbus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.publish.RecordSender.SentRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {

  private final InFlight inFlight = new InFlight();

  private static OutboxRow row() {
    return OutboxRow.of(1, new EncodedEvent("t", null, List.of(), new byte[10]));
  }

  /** A closed producer may tell of its records after they have been handed to another. */
  @Test
  void whatIsToldOfAnEarlierAttemptDoesNotCount() {
    var earlier = inFlight.begin(row());
    inFlight.forgetAll();
    var later = inFlight.begin(row());

    earlier.done(null, new IllegalStateException("closed"));
    assertThat(inFlight.anyFailed()).isFalse();
    assertThat(inFlight.untold()).isEqualTo(1);

    later.done(new SentRecord(0, 0), null);
    assertThat(inFlight.sent()).isEqualTo(1);
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void whatHasFailedIsKnownUntilItIsTaken() {
    inFlight.begin(row()).done(null, new IllegalStateException("refused"));
    assertThat(inFlight.ids()).containsExactly(1L);

    assertThat(inFlight.takeFailed()).hasSize(1);
    assertThat(inFlight.ids()).isEmpty();
  }
}
