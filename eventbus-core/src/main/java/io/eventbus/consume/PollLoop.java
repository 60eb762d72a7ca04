package io.eventbus.consume;

import io.eventbus.observe.MemberMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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
final class PollLoop {

  private static final Logger log = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(100);

  /** While something waits, the loop must come round soon after the workers have caught up. */
  private static final Duration SHORT_POLL = Duration.ofMillis(5);

  private static final long CATCH_UP_NANOS = 100_000;
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration INTERRUPTED_TIMEOUT = Duration.ofSeconds(1);
  private static final long STATUS_NANOS = Duration.ofMillis(250).toNanos();

  private final Consumer<byte[], byte[]> consumer;
  private final Handling handling;
  private final RetryTopics topics;
  private final Assignments assignments;
  private final StartPositions starts;
  private final OffsetCommitter committer;
  private final List<BatchCollector<?>> collectors;
  private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
  private final MemberMeters meters;
  private volatile boolean ended;
  private long statusNanos;
  private volatile List<PartitionStatus> status = List.of();
  private volatile long lastPollNanos = System.nanoTime();

  PollLoop(Consumer<byte[], byte[]> consumer, PartitionFactory partitions, RetryTopics topics) {
    var options = partitions.options();
    this.consumer = consumer;
    this.handling = partitions.handling();
    this.topics = topics;
    this.collectors = handling.subscriptions().collectors();
    this.meters = handling.observed().member();
    this.starts =
        new StartPositions(consumer, options.startFrom(), handling.subscriptions()::isRetry);
    this.committer =
        new OffsetCommitter(
            new ConsumerOffsets(consumer), options.commitInterval(), System.nanoTime());
    this.assignments = new Assignments(partitions, starts::of, committer, options.revokeTimeout());
  }

  /** Polls until told to stop; what it throws has ended the member's part in the group. */
  void run(BooleanSupplier stop, Runnable onFirstAssignment) {
    subscribe(stop);
    boolean first = true;
    while (!stop.getAsBoolean()) {
      cycle();
      if (first && assignments.everAssigned()) {
        first = false;
        onFirstAssignment.run();
      }
    }
  }

  private void subscribe(BooleanSupplier stop) {
    var pattern = handling.subscriptions().pattern();
    if (pattern == null) {
      consumer.subscribe(topics.toSubscribe(stop), assignments);
    } else {
      consumer.subscribe(pattern, assignments);
    }
  }

  private void cycle() {
    handOver(consumer.poll(handling.workers().behind() || anyHeld() ? SHORT_POLL : IDLE_POLL));
    long now = System.nanoTime();
    lastPollNanos = now;
    meters.polled(now);
    if (topics.changed(now)) {
      subscribe(() -> true); // the answer is there
    }
    for (var command = commands.poll(); command != null; command = commands.poll()) {
      execute(command);
    }
    letCatchUp();
    updateHolds();
    handling.workers().watch();
    committer.commitIfDue(assignments.all(), now);
    updateStatus(now);
  }

  private boolean anyHeld() {
    for (var partition : assignments.all()) {
      if (partition.held()) {
        return true;
      }
    }
    return false;
  }

  private void handOver(ConsumerRecords<byte[], byte[]> records) {
    for (var name : records.partitions()) {
      var partition = assignments.find(name);
      if (partition == null) {
        throw new IllegalStateException("records of " + name + ", which is not assigned");
      }
      partition.accept(records.records(name));
    }
    assignments.readTo(records.nextOffsets());
    if (!records.isEmpty()) {
      collectors.forEach(BatchCollector::topUp);
    }
  }

  /**
   * Gives quick handlers a moment to catch up. To pause instead would cost far more: the client
   * then asks the broker for the other partitions only, and the broker may keep that request half a
   * second if they have nothing new.
   */
  private void letCatchUp() {
    long deadline = System.nanoTime() + SHORT_POLL.toNanos();
    while (handling.workers().quick() && tooFast() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(CATCH_UP_NANOS);
    }
  }

  /** Whether a partition is about to be held that is read now. */
  private boolean tooFast() {
    boolean crowded = handling.workers().crowded();
    for (var partition : assignments.all()) {
      if (!partition.held() && (crowded || partition.full())) {
        return true;
      }
    }
    return false;
  }

  private void updateHolds() {
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    boolean crowded = handling.workers().crowded();
    for (var partition : assignments.all()) {
      if (partition.updateHold(crowded)) {
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

  private void updateStatus(long now) {
    if (now - statusNanos < STATUS_NANOS) {
      return;
    }
    statusNanos = now;
    status =
        assignments.all().stream()
            .map(partition -> partition.status(consumer.currentLag(partition.name())))
            .sorted(
                Comparator.comparing(PartitionStatus::topic)
                    .thenComparing(PartitionStatus::partition))
            .toList();
    meters.show(status);
  }

  /**
   * Lets the handlers finish, saves the progress and leaves the group. Handlers that still run at
   * the deadline are interrupted first, so that what they save is not done once more elsewhere.
   */
  void end(@Nullable Long closeDeadlineNanos) {
    ended = true;
    refuseCommands();
    try {
      drain(closeDeadlineNanos);
    } catch (RuntimeException e) {
      log.warn("progress may not be saved, events may come again", e);
    } finally {
      assignments.forget();
      status = List.of();
      meters.show(status);
      leave();
    }
  }

  private void drain(@Nullable Long closeDeadlineNanos) {
    var quiet = assignments.stop();
    long now = System.nanoTime();
    pollUntil(
        quiet, closeDeadlineNanos == null ? now + LEAVE_TIMEOUT.toNanos() : closeDeadlineNanos);
    if (!quiet.isDone() && closeDeadlineNanos != null) {
      log.warn("handlers still run at the end of the time to close: their events come again");
      handling.workers().interrupt();
      pollUntil(quiet, System.nanoTime() + INTERRUPTED_TIMEOUT.toNanos());
    }
    committer.commitNow(assignments.all(), LEAVE_TIMEOUT);
  }

  /** Keeps polling, so that the group does not miss us. */
  private void pollUntil(CompletableFuture<?> quiet, long deadlineNanos) {
    while (!quiet.isDone() && System.nanoTime() - deadlineNanos < 0) {
      consumer.pause(consumer.assignment());
      consumer.poll(SHORT_POLL);
    }
  }

  private void leave() {
    try {
      consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    } catch (RuntimeException e) {
      log.warn("could not leave the group in order, it will notice by its session timeout", e);
    }
  }

  /** Moves the partitions of this member to their oldest records. */
  CompletionStage<Void> moveToBeginning() {
    return command(() -> assignments.move(starts::moveToBeginning));
  }

  /** Moves the partitions of this member to the first records of this time or later. */
  CompletionStage<Void> moveTo(Instant time) {
    return command(() -> assignments.move(names -> starts.moveTo(time, names)));
  }

  private CompletionStage<Void> command(Runnable action) {
    var command = new Command(action, new CompletableFuture<>());
    commands.add(command);
    if (ended) {
      refuseCommands(); // nobody else would
    }
    return command.done();
  }

  private void execute(Command command) {
    try {
      command.action().run();
      consumer.resume(consumer.assignment()); // what was held is not any more
      command.done().complete(null);
    } catch (RuntimeException e) {
      command.done().completeExceptionally(e);
      throw e; // the partitions are nowhere now: begin anew
    }
  }

  private void refuseCommands() {
    for (var command = commands.poll(); command != null; command = commands.poll()) {
      command
          .done()
          .completeExceptionally(
              new IllegalStateException("the consumer reads no partitions now: try again later"));
    }
  }

  List<PartitionStatus> status() {
    return status;
  }

  long lastPollNanos() {
    return lastPollNanos;
  }

  private record Command(Runnable action, CompletableFuture<Void> done) {}

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
