package io.eventbus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.publish.RecordSender.SentRecord;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxReaderTest {

  private long nanos;
  private final MemoryStore store = new MemoryStore();
  private final InFlight inFlight = new InFlight();
  private final OutboxReader reader =
      new OutboxReader(store.open(), inFlight, RelayOptions.defaults(), () -> nanos);

  private void later(long seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
    reader.sweep();
  }

  @Test
  void readsEachEventOnce() {
    store.add("a", 10);
    store.add("b", 10);

    assertThat(reader.read()).extracting(OutboxRow::id).containsExactly(1L, 2L);
    assertThat(reader.read()).isEmpty();
  }

  /** As a cluster does whose nodes each give out ids of their own. */
  @Test
  void findsWithinAMinuteWhatCameWithAnIdThatNobodyMissed() {
    store.skipIds(10);
    store.add("a", 10);
    inFlight.begin(reader.read().get(0));
    for (int i = 0; i < 5; i++) {
      later(1); // long enough that the gap below is given up, since no writer is open
      reader.read();
    }
    store.addAt(5, "late");
    assertThat(reader.read()).isEmpty();

    later(60);

    assertThat(reader.read()).extracting(OutboxRow::id).containsExactly(5L);
  }

  @Test
  void looksThroughManyIdsInSlices() {
    store.skipIds(1_000_000);
    store.add("a", 10);
    inFlight.begin(reader.read().get(0));
    for (int i = 0; i < 5; i++) {
      nanos += TimeUnit.SECONDS.toNanos(1);
      reader.read();
    }
    store.addAt(900_000, "late");

    later(1);
    assertThat(reader.read()).isEmpty();
    for (int i = 0; i < 3; i++) {
      later(1);
    }
    assertThat(reader.read()).extracting(OutboxRow::id).containsExactly(900_000L);
  }

  @Test
  void notesWhereTheNextMayBegin() throws Exception {
    for (int i = 0; i < 3; i++) {
      store.add("a", 10);
    }
    var rows = reader.read();
    var first = inFlight.begin(rows.get(0));
    inFlight.begin(rows.get(1)).done(new SentRecord(0, 0), null);
    inFlight.begin(rows.get(2));
    nanos += TimeUnit.SECONDS.toNanos(6);
    reader.note(1);
    assertThat(store.doneUpTo).isZero();

    first.done(new SentRecord(0, 0), null);
    nanos += TimeUnit.SECONDS.toNanos(6);
    reader.note(1);
    assertThat(store.doneUpTo).as("acknowledged, but not removed").isZero();

    inFlight.removeAcknowledged(store.open(), 1, 0);
    nanos += TimeUnit.SECONDS.toNanos(6);
    reader.note(1);
    assertThat(store.doneUpTo).isEqualTo(2);

    var next = new OutboxReader(store.open(), new InFlight(), RelayOptions.defaults(), () -> nanos);
    assertThat(next.read()).extracting(OutboxRow::id).containsExactly(3L);
  }

  @Test
  void takesNothingForPassedOverThatIsOnItsWay() {
    store.add("a", 10);
    var row = reader.read().get(0);
    inFlight.begin(row);

    later(60);

    assertThat(reader.read()).isEmpty();
  }
}
