package io.eventbus.consume;

import io.eventbus.consume.Delivery.Next;
import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs deliveries one after the other: the next begins when the one before is done. Between
 * attempts it occupies no thread. No locks: the polling thread adds and stops, and at any time at
 * most one worker is in the lane.
 */
final class Lane {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** How many deliveries run before other lanes get their turn on the worker. */
  private static final int TURN = 64;

  private static final Duration FIRST_DEAD_LETTER_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_DEAD_LETTER_WAIT = Duration.ofSeconds(30);

  private final Executor workers;
  private final PartitionProgress progress;
  private final Consumer<Throwable> fatal;
  private final Queue<Delivery> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private volatile boolean busy;
  private volatile boolean stopped;
  private Duration deadLetterWait = FIRST_DEAD_LETTER_WAIT;

  Lane(Executor workers, PartitionProgress progress, Consumer<Throwable> fatal) {
    this.workers = workers;
    this.progress = progress;
    this.fatal = fatal;
  }

  /** Adds deliveries behind those that are queued; at least one. */
  void add(Collection<Delivery> deliveries) {
    queue.addAll(deliveries);
    if (queued.getAndAdd(deliveries.size()) == 0) {
      resume();
    }
  }

  /** Begins no further attempt. */
  void stop() {
    stopped = true;
    if (!busy) {
      quiet.complete(null);
    }
  }

  /** Completes once the lane is stopped and the attempt that ran then, if any, has ended. */
  CompletableFuture<Void> quiet() {
    return quiet;
  }

  private void resume() {
    hand(this::run);
  }

  private void hand(Runnable run) {
    try {
      workers.execute(run);
    } catch (RejectedExecutionException e) {
      // The consumer is closed; nobody waits for this lane any longer.
      quiet.complete(null);
    }
  }

  private void run() {
    for (int turn = 0; turn < TURN; turn++) {
      // First busy, then the look at stopped: stop() does it the other way round, so one sees the
      // other.
      busy = true;
      var delivery = queue.peek();
      if (stopped || delivery == null) {
        rest();
        return;
      }
      var next = attempt(delivery);
      if (Thread.interrupted() && stopped) {
        Thread.currentThread().interrupt(); // from closing, not left behind by a handler
      }
      if (!(next instanceof Next.Done)) {
        follow(next, delivery);
        return;
      }
      if (finish(delivery)) {
        return;
      }
    }
    resume();
  }

  private Next attempt(Delivery delivery) {
    try {
      return delivery.attempt(() -> stopped);
    } catch (Throwable e) {
      // Only the dead letter itself can fail here, for example in an exception's own message.
      return new Next.Acknowledgement(CompletableFuture.failedFuture(e));
    }
  }

  private void follow(Next next, Delivery delivery) {
    if (next instanceof Next.Again again) {
      rest();
      resumeAfter(again.after());
    } else if (next instanceof Next.Acknowledgement acknowledgement) {
      acknowledgement.stage().whenComplete((sent, failure) -> buried(delivery, failure));
    } else if (next instanceof Next.Fatal stop) {
      rest();
      fatal.accept(stop.failure());
    }
  }

  private void buried(Delivery delivery, @Nullable Throwable failure) {
    if (failure == null) {
      deadLetterWait = FIRST_DEAD_LETTER_WAIT;
      if (!finish(delivery)) {
        resume();
      }
      return;
    }
    if (deadLetterWait.equals(FIRST_DEAD_LETTER_WAIT)) {
      log.warn(
          "the partition waits: no dead letter can be written for the event{}", delivery, failure);
    }
    rest();
    resumeAfter(deadLetterWait);
    var longer = deadLetterWait.multipliedBy(2);
    deadLetterWait =
        longer.compareTo(LONGEST_DEAD_LETTER_WAIT) > 0 ? LONGEST_DEAD_LETTER_WAIT : longer;
  }

  private void resumeAfter(Duration wait) {
    // The JDK's own timer thread, one for all lanes; it only hands over.
    CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, this::hand)
        .execute(this::run);
  }

  /** Marks a delivery as done; {@code true} if it was the last one queued. */
  private boolean finish(Delivery delivery) {
    queue.remove();
    progress.complete(delivery.ticket());
    rest();
    return queued.decrementAndGet() == 0;
  }

  private void rest() {
    busy = false;
    if (stopped) {
      quiet.complete(null);
    }
  }
}
