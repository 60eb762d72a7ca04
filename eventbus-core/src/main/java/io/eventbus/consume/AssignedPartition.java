package io.eventbus.consume;

import io.eventbus.observe.TopicMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition from its assignment to its end. Each assignment makes a new one, so what still runs
 * for an old one cannot touch the progress of the new. The polling thread lets records in and asks
 * for the progress; the workers come and go through {@link #enter} and {@link #leave}.
 */
final class AssignedPartition {

  private static final Logger log = LoggerFactory.getLogger(AssignedPartition.class);
  private static final int MAX_RANGES = 2000;

  /** By then most records are done, and no copy of their headers was made in vain. */
  private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();

  private final TopicPartition name;
  private final ConsumerOptions options;
  private final Handling handling;
  private final Subscriptions.TopicSubscription subscribed;
  private final Gate topicGate;
  private final TopicMeters meters;
  private final @Nullable String original; // of which this is the retry topic
  private final PartitionProgress progress;
  private final KeyLanes lanes;
  private final ReceivedHeaders.Reader headers = new ReceivedHeaders.Reader();
  private final Occupancy occupancy = new Occupancy();
  private final Outage outage;
  private final CompletedOffsets known;
  private @Nullable OffsetAndMetadata saved;
  private volatile boolean deadLettersWait;
  private boolean held;

  AssignedPartition(
      TopicPartition name,
      ConsumerOptions options,
      int window,
      StartPosition start,
      Handling handling) {
    this.name = name;
    this.options = options;
    this.handling = handling;
    this.subscribed = handling.subscriptions().of(name.topic());
    this.topicGate = subscribed.gate();
    this.meters = handling.observed().meters().topic(name.topic());
    this.original = handling.subscriptions().originalOf(name.topic());
    this.progress = new PartitionProgress(window);
    this.lanes = new KeyLanes(options.ordering());
    this.outage = new Outage(name, handling.workers()::submit);
    this.known = start.completed();
    this.saved = start.saved();
    start.begin().ifPresent(progress::startAt);
  }

  TopicPartition name() {
    return name;
  }

  Handling handling() {
    return handling;
  }

  Subscriptions.TopicSubscription subscribed() {
    return subscribed;
  }

  Outage outage() {
    return outage;
  }

  TopicMeters meters() {
    return meters;
  }

  /** Lets records in; at least one. */
  void accept(List<ConsumerRecord<byte[], byte[]>> records) {
    var ready = new ArrayList<Delivery>(records.size());
    long now = System.nanoTime();
    for (var record : records) {
      var received = received(record);
      long ticket = progress.enter(received, now);
      if (known.contains(record.offset()) || !received.isFor(handling.subscriptions().group())) {
        progress.complete(ticket);
        continue;
      }
      var delivery = new Delivery(received, ticket, this);
      if (lanes.enter(delivery)) {
        ready.add(delivery);
      }
    }
    handling.workers().submit(ready);
  }

  /** Notes that it was read up to here, whether the last offsets hold records or not. */
  void readTo(long offset) {
    progress.readTo(offset);
  }

  private ReceivedRecord received(ConsumerRecord<byte[], byte[]> record) {
    var received = new ReceivedRecord(record, headers);
    return original == null ? received : received.redriven(original);
  }

  /** Whether its topic is paused. */
  boolean paused() {
    return topicGate.closed();
  }

  /** Whether nothing of it may begin for now. */
  boolean mustWait() {
    return topicGate.closed() || outage.lasts();
  }

  /** Whether this event must wait; if so, it is kept. */
  boolean keeps(Delivery delivery) {
    if (topicGate.closed()) {
      topicGate.keep(delivery);
      return true;
    }
    return outage.keeps(delivery);
  }

  /** Begins an attempt; {@code false} if the partition was given up. */
  boolean enter() {
    return occupancy.enter();
  }

  /** Ends an attempt. */
  void leave() {
    occupancy.leave();
  }

  /** Marks a record as done; called by any thread. */
  void complete(Delivery delivery) {
    progress.complete(delivery.ticket());
  }

  /** Begins no further attempt. */
  void stop() {
    occupancy.stop();
  }

  boolean stopped() {
    return occupancy.stopped();
  }

  /** Completes once it is stopped and no handler of it runs any more. */
  CompletableFuture<Void> quiet() {
    return occupancy.quiet();
  }

  /** A dead letter could not be written; says so once per change. */
  void deadLetterRefused(Delivery delivery, Throwable failure) {
    if (!deadLettersWait) {
      deadLettersWait = true;
      log.warn(
          "the partition waits: no dead letter can be written for the event{}", delivery, failure);
    }
  }

  void deadLetterWritten() {
    if (deadLettersWait) {
      deadLettersWait = false;
      log.info("dead letters of {} are written again", name);
    }
  }

  /** What to save, or {@code null} if it is saved already or nothing was read yet. */
  @Nullable OffsetAndMetadata unsaved(int maxMetadata) {
    long position = progress.position();
    var before = saved;
    if (position < 0 || (before != null && position < before.offset())) {
      return null;
    }
    var now = new OffsetAndMetadata(position, completed().encode(position, maxMetadata));
    return before != null && position == before.offset() && now.metadata().equals(before.metadata())
        ? null
        : now;
  }

  private CompletedOffsets completed() {
    var ranges = progress.completedBeyond(MAX_RANGES);
    long unread = Math.max(progress.lastEntered() + 1, progress.position());
    for (var range : known.ranges()) {
      if (range.to() > unread) {
        add(ranges, new CompletedOffsets.Range(Math.max(range.from(), unread), range.to()));
      }
    }
    return new CompletedOffsets(ranges);
  }

  /** Adds a range behind the others, as part of the last one if they touch. */
  private static void add(List<CompletedOffsets.Range> ranges, CompletedOffsets.Range range) {
    int last = ranges.size() - 1;
    if (last >= 0 && ranges.get(last).to() == range.from()) {
      ranges.set(last, new CompletedOffsets.Range(ranges.get(last).from(), range.to()));
    } else {
      ranges.add(range);
    }
  }

  /** Notes what has been saved; never moves back. */
  void saved(OffsetAndMetadata offset) {
    if (saved == null || offset.offset() >= saved.offset()) {
      saved = offset;
    }
  }

  /**
   * Whether reading pauses: on request, during an outage, while the workers have enough, and from
   * the bound on, until half of it is worked off.
   *
   * <p>Lets the records that stay go of the client's buffers, too.
   *
   * @param crowded whether the workers have enough
   * @return {@code true} if that has changed since the last call
   */
  boolean updateHold(boolean crowded) {
    boolean before = held;
    held = crowded || mustWait() || full();
    progress.detachBefore(System.nanoTime() - MOMENT_NANOS);
    return held != before;
  }

  /** Whether it has reached its bound, or has not got down to half of it since. */
  boolean full() {
    progress.position();
    int share = held ? 2 : 1;
    return progress.inFlight() >= Math.max(1, options.maxInFlightEvents() / share)
        || progress.inFlightBytes() >= Math.max(1, options.maxInFlightBytes() / share);
  }

  /** Whether reading pauses, as of the last {@link #updateHold}. */
  boolean held() {
    return held;
  }

  /**
   * How things stand.
   *
   * @param unread how many offsets of the log were not read yet, if that is known
   */
  PartitionStatus status(OptionalLong unread) {
    long position = progress.position();
    long now = System.nanoTime();
    long read = progress.inFlight() == 0 ? 0 : progress.lastEntered() + 1 - position;
    return new PartitionStatus(
        name.topic(),
        name.partition(),
        position,
        unread.isPresent() ? unread.getAsLong() + read : -1,
        saved == null ? -1 : saved.offset(),
        progress.inFlight(),
        Math.min(1.0, (double) progress.inFlight() / options.maxInFlightEvents()),
        Duration.ofNanos(now - progress.oldestNanos(now)),
        topicGate.closed(),
        outage.since(),
        deadLettersWait);
  }
}
