package io.eventbus.consume;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that a consumer subscribes to by name: those of its handlers, and of the retry topics
 * beside them those that are there. A missing one is not subscribed to, since brokers would make it
 * or refuse; so every few seconds somebody is asked. Belongs to the polling thread.
 */
final class RetryTopics {

  private static final Logger log = LoggerFactory.getLogger(RetryTopics.class);
  private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long FIRST_LOOK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

  private final Set<String> named;
  private final Set<String> retries;
  private final Function<Set<String>, CompletionStage<Set<String>>> look;
  private volatile boolean answered;
  private boolean awaited;
  private Set<String> subscribed = Set.of();
  private long lookedNanos;
  private @Nullable CompletableFuture<Set<String>> looking;
  private volatile Set<String> there = Set.of();
  private Set<String> seen = Set.of(); // of the thread that answers

  /**
   * Topics by name.
   *
   * @param retries which retry topics there may be; none where a pattern finds them
   * @param look tells which of some topics are there and may be read
   */
  RetryTopics(
      Set<String> named,
      Set<String> retries,
      Function<Set<String>, CompletionStage<Set<String>>> look) {
    this.named = named;
    this.retries = retries;
    this.look = look;
  }

  /**
   * What to subscribe to now; waits a moment for the first answer, which mostly saves a change.
   *
   * @param stop whether the wait is to end
   */
  Set<String> toSubscribe(BooleanSupplier stop) {
    lookIfDue(System.nanoTime());
    if (!retries.isEmpty() && !awaited) {
      awaitFirst(stop);
      awaited = true;
    }
    subscribed = there;
    var all = new HashSet<>(named);
    all.addAll(subscribed);
    return all;
  }

  private void awaitFirst(BooleanSupplier stop) {
    long start = System.nanoTime();
    while (!answered
        && !stop.getAsBoolean()
        && !Thread.currentThread().isInterrupted()
        && System.nanoTime() - start < FIRST_LOOK_NANOS) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** Whether there are others than those that are subscribed to; asks anew when it is time. */
  boolean changed(long now) {
    lookIfDue(now);
    return !there.equals(subscribed);
  }

  private void lookIfDue(long now) {
    boolean due = lookedNanos == 0 || now - lookedNanos >= LOOK_NANOS;
    if (retries.isEmpty() || !due || (looking != null && !looking.isDone())) {
      return;
    }
    lookedNanos = now;
    looking = look.apply(retries).whenComplete(this::answered).toCompletableFuture();
  }

  /** A topic leaves after two answers without it: brokers learn of a new one at different times. */
  private void answered(@Nullable Set<String> found, @Nullable Throwable failure) {
    if (found == null) {
      log.debug("retry topics cannot be looked for now", failure);
      return;
    }
    var both = new HashSet<>(found);
    both.addAll(seen);
    seen = found;
    if (!both.equals(there)) {
      log.info("retry topics that are there: {}", both);
      there = both;
    }
    answered = true;
  }
}
