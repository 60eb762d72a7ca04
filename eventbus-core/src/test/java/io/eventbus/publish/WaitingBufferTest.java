package io.eventbus.publish;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.publish.PublishException.Reason;
import io.eventbus.publish.RecordSender.SentRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingBufferTest {

  private static final long FAR = Duration.ofHours(1).toNanos();

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<PendingRecord, CompletableFuture<SentRecord>> fates = new ConcurrentHashMap<>();
  private volatile Runnable feeding = () -> {};
  private final Queue<PendingRecord> taken = new ConcurrentLinkedQueue<>();
  private final WaitingBuffer buffer =
      new WaitingBuffer(
          PublisherOptions.defaults().withWaiting(100, 10_000, Duration.ofMinutes(1)), this::take);

  private boolean take(PendingRecord pending) {
    if (!known.contains(pending.topic())) {
      return false;
    }
    taken.add(pending);
    if (pending.topic().equals("fed")) {
      feeding.run();
    }
    pending.onCompletion(
        new RecordMetadata(new TopicPartition(pending.topic(), 0), taken.size(), 0, 0, 0, 0), null);
    return true;
  }

  @AfterEach
  void close() {
    buffer.close(Duration.ZERO);
  }

  @Test
  void offersWaitingRecordsAgainInTheirOrder() throws Exception {
    var records = new ArrayList<PendingRecord>();
    for (int i = 0; i < 50; i++) {
      records.add(add("a", 10, FAR));
    }
    assertThat(buffer.isEmptyFor("a")).isFalse();

    known.add("a");

    fateOf(records.get(49)).get(10, SECONDS);
    assertThat(taken).containsExactlyElementsOf(records);
  }

  @Test
  void aTopicThatIsNotThereHoldsBackNoOther() throws Exception {
    var held = add("missing", 10, FAR);
    var free = add("a", 10, FAR);
    known.add("a");

    fateOf(free).get(10, SECONDS);

    assertThat(fateOf(held)).isNotDone();
    assertThat(buffer.isEmptyFor("missing")).isFalse();
  }

  @Test
  void aTopicThatIsFedAsFastAsItIsDrainedStarvesNoOther() throws Exception {
    var endless = new AtomicBoolean(true);
    feeding =
        () -> {
          if (endless.get()) {
            add("fed", 10, FAR);
          }
        };
    add("fed", 10, FAR);
    var other = add("other", 10, FAR);
    known.add("fed");
    known.add("other");

    fateOf(other).get(10, SECONDS);

    endless.set(false);
  }

  @Test
  void refusesMoreThanItsBoundOfEvents() {
    for (int i = 0; i < 100; i++) {
      add("a", 10, FAR);
    }

    assertThat(reasonOf(add("a", 10, FAR))).isEqualTo(Reason.BUFFER_FULL);
  }

  @Test
  void refusesMoreThanItsBoundOfBytes() {
    add("a", 9_000, FAR);

    assertThat(reasonOf(add("a", 1_001, FAR))).isEqualTo(Reason.BUFFER_FULL);
    assertThat(fateOf(add("a", 900, FAR))).isNotDone();
  }

  @Test
  void failsWhatHasWaitedTooLongAndNamesIt() {
    var failure = failureOf(add("a", 10, Duration.ofMillis(20).toNanos()));

    assertThat(failure.reason()).isEqualTo(Reason.EXPIRED);
    assertThat(failure.topic()).isEqualTo("a");
    assertThat(failure.eventId()).isEqualTo("id-7");
    assertThat(failure).hasMessageContaining("id-7").hasMessageContaining("topic a");
  }

  @Test
  void closingSendsWhatItCanAndFailsTheRest() {
    var sendable = add("a", 10, FAR);
    var stuck = add("missing", 10, FAR);
    known.add("a");

    buffer.close(Duration.ofMillis(300));

    assertThat(fateOf(sendable)).isCompleted();
    assertThat(reasonOf(stuck)).isEqualTo(Reason.CLOSED);
    assertThat(reasonOf(add("a", 10, FAR))).isEqualTo(Reason.CLOSED);
  }

  private PendingRecord add(String topic, int bytes, long nanos) {
    var headers = List.of(EventHeader.of("ce_id", "id-7"));
    var body = new byte[Math.max(0, bytes - "ce_idid-7".length())];
    var encoded = new EncodedEvent(topic, null, headers, body);
    var fate = new CompletableFuture<SentRecord>();
    RecordSender.SendCallback callback =
        (sent, failure) -> {
          if (failure == null) {
            fate.complete(sent);
          } else {
            fate.completeExceptionally(failure);
          }
        };
    var pending = new PendingRecord(encoded, System.nanoTime() + nanos, callback, new NobodyAsks());
    fates.put(pending, fate);
    buffer.add(pending);
    return pending;
  }

  private CompletableFuture<SentRecord> fateOf(PendingRecord pending) {
    return fates.get(pending);
  }

  private static final class NobodyAsks implements PendingRecord.OfferListener {

    @Override
    public void acknowledged() {}

    @Override
    public Reason failed(Producer<byte[], byte[]> producer, Throwable failure) {
      return null;
    }
  }

  private Reason reasonOf(PendingRecord pending) {
    return failureOf(pending).reason();
  }

  private PublishException failureOf(PendingRecord pending) {
    try {
      throw new AssertionError("succeeded: " + fateOf(pending).get(10, SECONDS));
    } catch (ExecutionException e) {
      return (PublishException) e.getCause();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
