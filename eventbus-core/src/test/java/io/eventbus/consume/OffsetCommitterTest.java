package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.consume.OffsetCommitter.OffsetStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

class OffsetCommitterTest {

  private static final TopicPartition NAME = new TopicPartition("t", 0);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeStore store = new FakeStore();
  private final OffsetCommitter committer = new OffsetCommitter(store, Duration.ofSeconds(1), 0);
  private final PartitionProgress progress = new PartitionProgress(16);
  private final AssignedPartition partition = partition(progress);

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

    assertThat(partition.unsavedPosition()).isEqualTo(6);
  }

  @Test
  void aLateAnswerDoesNotTouchTheNextAssignment() {
    complete(5);
    committer.commitIfDue(List.of(partition), SECOND);
    var later = new PartitionProgress(16);
    var next = partition(later);
    later.complete(later.enter(2, 1));

    store.answer(null);

    assertThat(next.unsavedPosition()).isEqualTo(3);
  }

  @Test
  void savedPositionsNeverMoveBack() {
    complete(5);
    partition.saved(100);
    partition.saved(7);

    assertThat(partition.unsavedPosition()).isNull();
  }

  private void complete(long offset) {
    progress.complete(progress.enter(offset, 1));
  }

  private static AssignedPartition partition(PartitionProgress progress) {
    var lane = new Lane(Runnable::run, progress, failure -> {});
    return new AssignedPartition(NAME, ConsumerOptions.defaults(), progress, lane, null);
  }

  private static final class FakeStore implements OffsetStore {

    private final List<Long> asked = new ArrayList<>();
    private final Deque<OffsetCommitCallback> callbacks = new ArrayDeque<>();
    private RuntimeException syncFailure = new IllegalStateException("not expected");

    @Override
    public void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      asked.add(offsets.get(NAME).offset());
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
