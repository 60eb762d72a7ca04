package io.eventbus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.observe.BusMeters;
import io.eventbus.observe.MeterNames;
import io.eventbus.publish.OrderedSender;
import io.eventbus.publish.RecordSender.SendCallback;
import io.eventbus.publish.RecordSender.SentRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay with a store and a sender that fail on request. */
@Timeout(60)
class OutboxRelayTest {

  private final MemoryStore store = new MemoryStore();
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private static final RelayOptions QUICK =
      RelayOptions.defaults().withLeaseLength(Duration.ofSeconds(1));

  private final AtomicInteger closed = new AtomicInteger();
  private final List<SendCallback> withheld = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean withholds;
  private volatile boolean takes = true;
  private volatile Predicate<String> acknowledges = key -> true;
  private volatile RuntimeException failure = new UnknownServerException("unclear");
  private OutboxRelay relay = relay(RelayOptions.defaults());

  private OutboxRelay relay(RelayOptions options) {
    return OutboxRelay.of(store, FakeSender::new, options);
  }

  @AfterEach
  void close() {
    relay.close(Duration.ofSeconds(5));
  }

  /**
   * Acknowledges at once, or fails and is of no use any more; tells the others so, as Kafka does.
   */
  private final class FakeSender implements OrderedSender {

    private boolean broken;

    @Override
    public Offer offer(EncodedEvent encoded, SendCallback callback) {
      if (broken) {
        return Offer.BROKEN;
      }
      if (!takes) {
        return Offer.NOT_NOW;
      }
      var key = new String(encoded.key(), java.nio.charset.StandardCharsets.UTF_8);
      if (withholds) {
        withheld.add(callback);
      } else if (acknowledges.test(key)) {
        sent.add(key);
        callback.done(new SentRecord(0, 0), null);
      } else {
        broken = true;
        callback.done(null, failure);
      }
      return Offer.TAKEN;
    }

    @Override
    public boolean broken() {
      return broken;
    }

    @Override
    public boolean isMissing(String topic, Duration timeout) {
      return false;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
      broken = true;
    }
  }

  @Test
  void whatFailsForAWhileIsSentInItsPlace() throws Exception {
    for (int i = 0; i < 20; i++) {
      store.add("key-" + i, 10);
    }
    var left = new int[] {5};
    acknowledges = key -> !key.equals("key-7") || left[0]-- <= 0;

    assertThat(relay.runOnce()).isEqualTo(20);
    assertThat(sent).doesNotHaveDuplicates().hasSize(20);
    assertThat(sent.indexOf("key-7")).isLessThan(sent.indexOf("key-8"));
    assertThat(store.held).isEmpty();
  }

  @Test
  void whatFailsForAnUnclearReasonIsSetAsideAtLastAndNothingElse() throws Exception {
    for (int i = 0; i < 20; i++) {
      store.add("key-" + i, 10);
    }
    acknowledges = key -> !key.equals("key-7");
    relay = relay(RelayOptions.defaults().withLeaseLength(Duration.ofSeconds(2)));
    long start = System.nanoTime();

    assertThat(relay.runOnce()).isEqualTo(19);
    assertThat(store.held.keySet()).containsExactly(8L);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void whatIsRefusedForGoodIsSetAsideAtOnceAndWhatIsBehindIt() throws Exception {
    store.add("bad", 10);
    store.add("good", 10);
    store.add("bad", 10);
    failure = new RecordTooLargeException("too large");
    acknowledges = key -> !key.equals("bad");

    assertThat(relay.runOnce()).isEqualTo(1);
    assertThat(store.held.keySet()).containsExactlyInAnyOrder(1L, 3L);
  }

  /** An outbox from which nothing can be removed must not be sent over and over. */
  @Test
  void sendsNoMoreThanItsWindowWhileNothingCanBeRemoved() throws Exception {
    for (int i = 0; i < 200; i++) {
      store.add("key-" + i, 10);
    }
    store.removalFails = true;
    relay =
        relay(
            RelayOptions.defaults()
                .withInFlight(10, 50, 1_000_000)
                .withLeaseLength(Duration.ofSeconds(1)));
    relay.start();

    await().until(() -> sent.size() == 50);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> sent.size() == 50);
    assertThat(relay.status().failure()).hasMessageContaining("removal is denied");
    store.removalFails = false;
    await().until(() -> store.size() == 0);
    assertThat(sent).doesNotHaveDuplicates().hasSize(200);
  }

  @Test
  void aWindowThatIsFullByItsBytesIsWaitedForWithoutReadingOn() throws Exception {
    for (int i = 0; i < 20; i++) {
      store.add("key-" + i, 1_000);
    }
    withholds = true;
    relay = relay(RelayOptions.defaults().withInFlight(10, 1_000, 2_500));
    relay.start();
    await().until(() -> withheld.size() >= 3);
    int fetches = store.fetches;

    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(3))
        .until(() -> store.fetches <= fetches + 2);
    withholds = false;
    withheld.forEach(callback -> callback.done(new SentRecord(0, 0), null));
    await().until(() -> store.size() == 0);
  }

  @Test
  void tellsWhyNothingIsSentUntilSomethingIs() {
    failure = new NotEnoughReplicasException("few");
    acknowledges = key -> false;
    store.add("a", 10);
    relay.start();
    await().until(() -> relay.status().failure() == failure);
    assertThat(store.held).isEmpty();

    acknowledges = key -> true;
    await().until(() -> store.size() == 0);
    assertThat(relay.status().failure()).isNull();
  }

  @Test
  void leavesItsLeaseToOthersIfItCannotRemoveAnything() {
    relay = relay(QUICK);
    store.add("a", 10);
    store.connections = 1;
    relay.start();

    await().until(() -> store.released.get() >= 2);
    assertThat(sent).isEmpty();
    assertThat(store.acquired.get()).isEqualTo(store.released.get());
  }

  @Test
  void leavesItsLeaseToOthersIfItCannotSendAnything() {
    relay = relay(QUICK);
    failure = new NotEnoughReplicasException("few");
    acknowledges = key -> false;
    store.add("a", 10);
    relay.start();

    await().until(() -> store.released.get() >= 1);
    acknowledges = key -> true;
    await().until(() -> store.size() == 0);
  }

  @Test
  void leavesItsLeaseToOthersIfNoBrokerTakesAnything() {
    relay = relay(QUICK);
    takes = false;
    store.add("a", 10);
    relay.start();

    await().until(() -> relay.status().failure() != null);
    await().until(() -> store.released.get() >= 1);
    takes = true;
    await().until(() -> store.size() == 0);
  }

  @Test
  void aJobThatCannotSendAnythingSaysSo() {
    relay = relay(QUICK);
    failure = new NotEnoughReplicasException("few");
    acknowledges = key -> false;
    store.add("a", 10);

    assertThatExceptionOfType(OutboxException.class)
        .isThrownBy(() -> relay.runOnce())
        .withMessageContaining("nothing could be sent")
        .withCause(failure);
  }

  /** A successor sends by then: what this relay still has under way would come behind that. */
  @Test
  void sendsNothingMoreOnceItsLeaseIsOverWhateverTheDatabaseDoes() {
    relay = relay(QUICK);
    withholds = true;
    store.add("a", 10);
    relay.start();
    await().until(() -> withheld.size() == 1);
    var answers = new CountDownLatch(1);
    store.hanging = answers;

    await().atMost(Duration.ofSeconds(5)).until(() -> closed.get() > 0);
    store.hanging = null;
    answers.countDown();
  }

  @Test
  void itsCloseDoesNotWaitForTheNextLookOfItsMeters() {
    var registry = new SimpleMeterRegistry();
    relay.measuredBy(BusMeters.of(registry)).start();
    await().until(() -> registry.get(MeterNames.OUTBOX_EVENTS).gauge().value() == 0);
    await().until(() -> registry.get(MeterNames.RELAY_ACTIVE).gauge().value() == 1);
    long before = System.nanoTime();
    relay.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(registry.get(MeterNames.OUTBOX_EVENTS).gauge().value()).isNaN();
  }

  @Test
  void doesNothingWhileItIsSwitchedOff() throws Exception {
    store.add("a", 10);
    assertThat(relay.switchedOff().runOnce()).isZero();
    assertThat(sent).isEmpty();
  }
}
