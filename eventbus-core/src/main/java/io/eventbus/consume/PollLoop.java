package io.eventbus.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread: poll, hand over, pause what has enough, save the progress, until told to stop;
 * then go on polling, without reading, while the last handlers finish. Only this thread touches the
 * Kafka consumer, and it never runs a handler.
 */
final class PollLoop implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(100);

  /** While something is paused, reading must go on soon after the workers have caught up. */
  private static final Duration SHORT_POLL = Duration.ofMillis(5);

  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Collection<String> topics;
  private final Assignments assignments;
  private final OffsetCommitter committer;
  private final AtomicReference<@Nullable Throwable> failure;
  private volatile @Nullable Long closeDeadlineNanos;
  private volatile ConsumerState state = ConsumerState.STARTING;

  PollLoop(
      Consumer<byte[], byte[]> consumer,
      Collection<String> topics,
      ConsumerOptions options,
      Function<TopicPartition, AssignedPartition> factory,
      AtomicReference<@Nullable Throwable> failure) {
    this.consumer = consumer;
    this.topics = topics;
    this.committer =
        new OffsetCommitter(
            new ConsumerOffsets(consumer), options.commitInterval(), System.nanoTime());
    this.assignments = new Assignments(factory, committer, options.revokeTimeout());
    this.failure = failure;
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(topics, assignments);
      while (closeDeadlineNanos == null && failure.get() == null) {
        cycle();
      }
    } catch (Throwable e) {
      fail(e);
    }
    end();
  }

  private void cycle() {
    handOver(consumer.poll(anyHeld() ? SHORT_POLL : IDLE_POLL));
    updateHolds();
    committer.commitIfDue(assignments.all(), System.nanoTime());
    if (state == ConsumerState.STARTING && assignments.everAssigned()) {
      state = ConsumerState.RUNNING;
    }
  }

  private boolean anyHeld() {
    return assignments.all().stream().anyMatch(AssignedPartition::held);
  }

  private void handOver(ConsumerRecords<byte[], byte[]> records) {
    for (var name : records.partitions()) {
      var partition = assignments.find(name);
      if (partition == null) {
        throw new IllegalStateException("records of " + name + ", which is not assigned");
      }
      var own = records.records(name);
      if (!own.isEmpty()) {
        partition.accept(own);
      }
    }
  }

  private void updateHolds() {
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (var partition : assignments.all()) {
      if (partition.updateHold()) {
        (partition.held() ? pause : resume).add(partition.name());
      }
    }
    if (!pause.isEmpty()) {
      consumer.pause(pause);
    }
    if (!resume.isEmpty()) {
      consumer.resume(resume);
    }
  }

  private void end() {
    var failed = failure.get();
    state = failed == null ? ConsumerState.CLOSING : ConsumerState.FAILED;
    if (failed != null) {
      log.error("the consumer of {} stops", topics, failed);
    }
    try {
      drain();
    } catch (RuntimeException e) {
      log.warn("progress may not be saved, events may come again", e);
    } finally {
      assignments.forget();
      leave();
      if (failed == null) {
        state = ConsumerState.CLOSED;
      }
    }
  }

  /** Lets the handlers finish; keeps polling meanwhile, so that the group does not miss us. */
  private void drain() {
    var quiet = assignments.stop();
    var deadline = closeDeadlineNanos;
    long until = deadline == null ? System.nanoTime() + LEAVE_TIMEOUT.toNanos() : deadline;
    while (!quiet.isDone() && System.nanoTime() - until < 0) {
      consumer.pause(consumer.assignment());
      consumer.poll(SHORT_POLL);
    }
    if (!quiet.isDone()) {
      log.warn("handlers still run at the end of the time to close: their events come again");
    }
    committer.commitNow(assignments.all(), LEAVE_TIMEOUT);
  }

  private void leave() {
    try {
      consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    } catch (RuntimeException e) {
      log.warn("could not leave the group in order, it will notice by its session timeout", e);
    }
  }

  /** Asks the loop to end, with the handlers running until the deadline at most. */
  void close(long deadlineNanos) {
    if (closeDeadlineNanos == null) {
      closeDeadlineNanos = deadlineNanos;
    }
  }

  private void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
  }

  @Nullable Throwable failure() {
    return failure.get();
  }

  ConsumerState state() {
    return state;
  }

  private record ConsumerOffsets(Consumer<byte[], byte[]> consumer)
      implements OffsetCommitter.OffsetStore {

    @Override
    public void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      consumer.commitAsync(offsets, callback);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      consumer.commitSync(offsets, timeout);
    }
  }
}
