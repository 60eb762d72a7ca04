package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.Upcasters;
import io.eventbus.consume.OffsetCommitter.OffsetStore;
import io.eventbus.observe.Observability;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

class OffsetCommitterTest {

  private static final TopicPartition NAME = new TopicPartition("t", 0);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeStore store = new FakeStore();
  private final OffsetCommitter committer = new OffsetCommitter(store, Duration.ofSeconds(1), 0);
  private final AssignedPartition partition = partition();

  @Test
  void savesNothingBeforeItIsTime() {
    complete(5);

    committer.commitIfDue(List.of(partition), SECOND - 1);
    assertThat(store.asked).isEmpty();

    committer.commitIfDue(List.of(partition), SECOND);
    assertThat(store.asked).containsExactly(6L);
  }

  @Test
  void savesNothingTwice() {
    complete(5);
    committer.commitIfDue(List.of(partition), SECOND);
    store.answer(null);

    committer.commitIfDue(List.of(partition), 2 * SECOND);

    assertThat(store.asked).containsExactly(6L);
  }

  @Test
  void asksForOneSaveAtATime() {
    complete(5);
    committer.commitIfDue(List.of(partition), SECOND);
    complete(6);
    committer.commitIfDue(List.of(partition), 2 * SECOND);
    assertThat(store.asked).containsExactly(6L);

    store.answer(null);
    committer.commitIfDue(List.of(partition), 3 * SECOND);
    assertThat(store.asked).containsExactly(6L, 7L);
  }

  @Test
  void aFailedSaveIsNoSuccessAndIsTriedAgain() {
    complete(5);
    committer.commitIfDue(List.of(partition), SECOND);
    store.answer(new RetriableCommitFailedException("not now"));

    committer.commitIfDue(List.of(partition), 2 * SECOND);

    assertThat(store.asked).containsExactly(6L, 6L);
  }

  @Test
  void anErrorWhileGivingUpAPartitionGoesNoFurther() {
    complete(5);
    store.syncFailure = new RebalanceInProgressException();

    committer.commitNow(List.of(partition), Duration.ofSeconds(1));

    assertThat(unsaved(partition)).isEqualTo(6);
  }

  @Test
  void aLateAnswerDoesNotTouchTheNextAssignment() {
    complete(5);
    committer.commitIfDue(List.of(partition), SECOND);
    var next = partition();
    next.accept(List.of(record(2, "done")));

    store.answer(null);

    assertThat(unsaved(next)).isEqualTo(3);
  }

  @Test
  void savedPositionsNeverMoveBack() {
    complete(5);
    partition.saved(new OffsetAndMetadata(100));
    partition.saved(new OffsetAndMetadata(7));

    assertThat(partition.unsaved(0)).isNull();
  }

  @Test
  void writesWhatIsDoneBeyondThePosition() {
    hold(5);
    complete(6);
    complete(8);

    committer.commitIfDue(List.of(partition), SECOND);

    assertThat(store.asked).containsExactly(5L);
    var written = CompletedOffsets.decode(5, store.metadata);
    assertThat(written.ranges())
        .containsExactly(new CompletedOffsets.Range(6, 9)); // there is no offset 7
  }

  @Test
  void whatWasDoneBeforeButIsNotReadAgainYetStaysWritten() {
    var done =
        new CompletedOffsets(
            List.of(new CompletedOffsets.Range(6, 9), new CompletedOffsets.Range(20, 30)));
    var saved = new OffsetAndMetadata(5, done.encode(5, CompletedOffsets.MAX_LENGTH));
    var next = partition(StartPosition.saved(saved));
    next.accept(List.of(record(5, "held"), record(6, "done")));

    assertThat(next.unsaved(CompletedOffsets.MAX_LENGTH)).isNull();

    next.accept(List.of(record(7, "done"), record(8, "done"), record(10, "done")));
    var unsaved = next.unsaved(CompletedOffsets.MAX_LENGTH);
    assertThat(CompletedOffsets.decode(5, unsaved.metadata()).ranges())
        .containsExactly(new CompletedOffsets.Range(6, 11), new CompletedOffsets.Range(20, 30));
  }

  @Test
  void aBrokerThatAllowsLessMetadataCostsNoProgress() {
    hold(5);
    complete(6);
    committer.commitIfDue(List.of(partition), SECOND);
    assertThat(store.metadata).isNotEmpty();

    long time = SECOND;
    while (!store.metadata.isEmpty()) {
      store.answer(new OffsetMetadataTooLarge("too large"));
      time += SECOND;
      committer.commitIfDue(List.of(partition), time);
    }
    store.answer(null);

    assertThat(partition.unsaved(0)).isNull();
  }

  private static long unsaved(AssignedPartition partition) {
    return partition.unsaved(0).offset();
  }

  private void complete(long offset) {
    partition.accept(List.of(record(offset, "done")));
  }

  /** Enters a record that is never done. */
  private void hold(long offset) {
    partition.accept(List.of(record(offset, "held")));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String key) {
    return new ConsumerRecord<>("t", 0, offset, key.getBytes(UTF_8), new byte[0]);
  }

  private static AssignedPartition partition() {
    return partition(StartPosition.UNKNOWN);
  }

  private static AssignedPartition partition(StartPosition start) {
    var workers = new Workers(Runnable::run, 1);
    var subscriptions = new SubscriptionsBuilder("g", Upcasters.none());
    subscriptions.addOthers(
        Pattern.compile(".*"),
        (encoded, origin) -> {
          if (new String(encoded.key(), UTF_8).equals("held")) {
            throw new IllegalStateException("fails, and waits for an hour");
          }
        });
    var policy = RetryPolicy.defaults().withWaits(Duration.ofHours(1), 1, Duration.ofHours(1));
    var handling =
        new Handling(
            new EventCodec(CodecLimits.defaults()),
            subscriptions.build(workers, policy),
            Retries.of(policy),
            null,
            UnknownTypeRule.IGNORE,
            new ConsumerCounters(),
            workers,
            Observed.by(Observability.none(), "g"),
            failure -> {});
    return new AssignedPartition(NAME, ConsumerOptions.defaults(), 100, start, handling);
  }

  private static final class FakeStore implements OffsetStore {

    private final List<Long> asked = new ArrayList<>();
    private String metadata = "";
    private final Deque<OffsetCommitCallback> callbacks = new ArrayDeque<>();
    private RuntimeException syncFailure = new IllegalStateException("not expected");

    @Override
    public void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      asked.add(offsets.get(NAME).offset());
      metadata = offsets.get(NAME).metadata();
      callbacks.add(callback);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      throw syncFailure;
    }

    void answer(Exception failure) {
      callbacks.remove().onComplete(Map.of(), failure);
    }
  }
}
