package io.eventbus.consume;

import io.eventbus.codec.UndecodableEventException;
import io.eventbus.deadletter.DeadLetterReason;
import io.eventbus.deadletter.FailedRecord;
import io.eventbus.observe.HandlerMeters;
import io.eventbus.observe.MessageSpan;
import io.eventbus.retry.Retries;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way: try, try again, dead-letter, mark done, and let the next of its key begin.
 * Between attempts it occupies no thread. Used by one thread at a time.
 */
final class Delivery extends InLine<Delivery> implements Task {

  private static final Duration FIRST_DEAD_LETTER_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_DEAD_LETTER_WAIT = Duration.ofSeconds(30);

  private @Nullable ReceivedRecord record; // until it is finished: its lane may know it for longer
  private final long ticket;
  private final AssignedPartition partition;
  private Retries retries;
  private @Nullable Gate typeGate;
  private Retries.@Nullable Attempts attempts;
  private @Nullable FailedRecord deadLetter;
  private Duration deadLetterWait = FIRST_DEAD_LETTER_WAIT;
  private boolean alone;
  private HandlerMeters meters = HandlerMeters.none();
  private long begunNanos;
  private @Nullable MessageSpan span;

  Delivery(ReceivedRecord record, long ticket, AssignedPartition partition) {
    this.record = record;
    this.ticket = ticket;
    this.partition = partition;
    this.retries = partition.handling().retries();
  }

  /** What it delivers; not to be asked for once it is finished. */
  ReceivedRecord record() {
    return Objects.requireNonNull(record, "record");
  }

  long ticket() {
    return ticket;
  }

  AssignedPartition partition() {
    return partition;
  }

  byte @Nullable [] key() {
    return record().key();
  }

  /** Whether its partition was given up: the record is another member's by now. */
  boolean abandoned() {
    return partition.stopped();
  }

  /** Which attempt is being made, counted from 1. */
  int attempt() {
    return attempts == null ? 1 : attempts.number();
  }

  /** Whether it shares no batch with others any more, and becomes no part of one that is open. */
  boolean alone() {
    return alone || deadLetter != null;
  }

  /** After a failure in company it is tried alone, unless the fault is nobody's here. */
  void isolateAfter(Throwable failure) {
    alone = !retries.isOutage(failure);
  }

  /** Tells whose policy counts its attempts; before that is known it is the consumer's. */
  void obeys(Retries retries) {
    this.retries = retries;
  }

  /** Tells whose it is: the policy that counts its attempts, and the pause of its type. */
  void obeys(Subscription<?> subscription) {
    obeys(subscription.retries());
    typeGate = subscription.gate();
  }

  /** A handler begins with it, or a batch takes it. */
  void begins(HandlerMeters meters) {
    this.meters = meters;
    begunNanos = meters.now();
  }

  /** The handler began earlier or later than it was told. */
  void begunAt(long nanos) {
    begunNanos = nanos;
  }

  /** Tells what its attempt is observed by. */
  void traced(MessageSpan span) {
    this.span = span;
  }

  /** Whether its topic or its type is paused. */
  boolean paused() {
    var gate = typeGate;
    return partition.paused() || (gate != null && gate.closed());
  }

  @Override
  public @Nullable Task run() {
    if (abandoned() || partition.keeps(this) || !partition.enter()) {
      return null;
    }
    var failed = deadLetter;
    return failed == null ? handle() : bury(failed);
  }

  private @Nullable Task handle() {
    Outcome outcome;
    meters = HandlerMeters.none(); // those of the attempt before
    span = null;
    try {
      outcome = partition.handling().attempt(this);
    } catch (UndecodableEventException e) {
      endAttempt(e);
      partition.outage().answered(this);
      return bury(failedRecord(DeadLetterReason.UNDECODABLE, 0, e));
    } catch (Throwable e) {
      // Errors too: a handler that overflows its stack must not leave a dead consumer behind.
      return failed(e);
    } finally {
      forgetInterrupt();
    }
    return follow(outcome);
  }

  /** An interrupt that a handler left behind is not the next one's; that of closing stays. */
  private void forgetInterrupt() {
    if (Thread.interrupted() && abandoned()) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Task follow(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      return handled();
    } else if (outcome instanceof Outcome.Later later) {
      partition.handling().workers().keepShare(this);
      later.stage().whenComplete((done, failure) -> ended(failure));
      return null;
    } else if (outcome instanceof Outcome.Collected) {
      partition.leave();
      return null;
    }
    partition.outage().answered(this);
    if (outcome instanceof Outcome.Skipped) {
      return finish();
    } else if (outcome instanceof Outcome.Closed closed) {
      partition.leave();
      closed.gate().keep(this);
    } else if (outcome instanceof Outcome.Dead dead) {
      return bury(dead.failed());
    } else if (outcome instanceof Outcome.Fatal fatal) {
      partition.leave();
      partition.handling().fatal().accept(fatal.failure());
    }
    return null;
  }

  /** The asynchronous handler's stage has completed, on whatever thread. */
  private void ended(@Nullable Throwable failure) {
    var workers = partition.handling().workers();
    var next = failure == null ? handled() : failed(causeOf(failure));
    if (next != null) {
      workers.submit(next);
    }
    workers.released(this);
  }

  private static Throwable causeOf(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  /**
   * Judges a failed attempt. What fails after the partition was given up is the next member's to
   * judge, and becomes no dead letter here.
   *
   * @return what is to be run at once, or {@code null}
   */
  @Nullable Task failed(Throwable failure) {
    endAttempt(failure);
    if (abandoned()) {
      partition.leave();
      return null;
    }
    var policy = retries;
    if (policy.isOutage(failure)) {
      partition.leave();
      partition.outage().struck(this, failure, policy::outageWait);
      return null;
    }
    partition.outage().answered(this);
    int attempt = attempt();
    var counted = attempts == null ? policy.start() : attempts;
    attempts = counted;
    var wait = counted.failed(failure);
    if (wait != null) {
      partition.handling().counters().retried.increment();
      meters.retried();
      partition.leave();
      runAfter(wait);
      return null;
    }
    var reason =
        counted.refused() ? DeadLetterReason.NOT_RETRYABLE : DeadLetterReason.RETRIES_EXHAUSTED;
    return bury(failedRecord(reason, attempt, failure));
  }

  private void runAfter(Duration wait) {
    Workers.after(wait, () -> partition.handling().workers().submit(this));
  }

  private FailedRecord failedRecord(DeadLetterReason reason, int attempts, Throwable failure) {
    return record().failed(reason, attempts, failure);
  }

  /** Writes the dead letter; the worker goes on, the key waits for the acknowledgement. */
  private @Nullable Task bury(FailedRecord failed) {
    deadLetter = failed;
    var traced = span;
    (traced == null ? write(failed) : traced.within(() -> write(failed)))
        .whenComplete((sent, failure) -> buried(failed, failure));
    return null;
  }

  private CompletionStage<?> write(FailedRecord failed) {
    try {
      return partition.handling().deadLetters().put(failed);
    } catch (Throwable e) {
      // For example in an exception's own message.
      return CompletableFuture.failedFuture(e);
    }
  }

  private void buried(FailedRecord failed, @Nullable Throwable failure) {
    if (failure == null) {
      partition.handling().counters().deadLettered.increment();
      partition.meters().deadLettered(meters, failed.reason().code());
      partition.deadLetterWritten();
      var next = finish();
      if (next != null) {
        partition.handling().workers().submit(next);
      }
      return;
    }
    partition.deadLetterRefused(this, failure);
    partition.leave();
    runAfter(deadLetterWait);
    var longer = deadLetterWait.multipliedBy(2);
    deadLetterWait =
        longer.compareTo(LONGEST_DEAD_LETTER_WAIT) > 0 ? LONGEST_DEAD_LETTER_WAIT : longer;
  }

  /** Notes that its handler succeeded, and finishes. */
  @Nullable Delivery handled() {
    partition.handling().counters().handled.increment();
    if (meters.handled(begunNanos)) {
      meters.aged(record().time());
    }
    endSpan(null);
    partition.outage().answered(this);
    return finish();
  }

  /** It has failed, if a handler has begun with it at all. */
  private void endAttempt(Throwable failure) {
    meters.failed(begunNanos);
    endSpan(failure);
  }

  private void endSpan(@Nullable Throwable failure) {
    if (span != null) {
      span.end(failure);
    }
  }

  /** Marks it done and leaves its partition; returns the next of its key, if it waits already. */
  @Nullable Delivery finish() {
    partition.complete(this);
    record = null;
    var next = leaveLine();
    partition.leave();
    return next;
  }

  @Override
  public String toString() {
    var delivered = record; // once: others may look while it is being finished
    return delivered == null ? " that is finished" : delivered.toString();
  }
}
