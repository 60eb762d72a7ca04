package io.eventbus.observe;

import io.eventbus.event.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a question whose answer may never come: on a thread of its own, one at a time, and at most
 * once a second whatever the number of callers, who all get the last answer. A good answer that
 * took long is remembered for ten times as long. Says in the log when answers begin to fail, and
 * when they come again. Safe to share between threads. Not meant for applications.
 *
 * @param <T> the type of the answer
 */
public final class Probe<T> {

  private static final Logger log = LoggerFactory.getLogger(Probe.class);
  private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What is asked again and again must not become a load of its own. */
  private static final int SHARE = 10;

  /**
   * What has come of a question. Immutable.
   *
   * @param value the answer, {@code null} if there is none
   * @param failure why there is none, {@code null} if there is one
   * @param failingSince when that was first seen since the last good answer
   */
  public record Answer<T>(
      @Nullable T value, @Nullable Throwable failure, @Nullable Instant failingSince) {}

  /** One time that the question is asked. */
  private static final class Round<T> {

    private final long beganNanos = System.nanoTime();
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile long endedNanos;
  }

  private final String whom;
  private final Callable<T> question;
  private final long patienceNanos;
  private @Nullable Round<T> round;
  private @Nullable Instant failingSince;

  /**
   * A probe that has not asked yet.
   *
   * @param whom who is asked, for the log
   * @param question throws what kept it from an answer
   * @param patience how long callers wait for the answer
   */
  public Probe(String whom, Callable<T> question, Duration patience) {
    this.whom = Arguments.requireText(whom, "whom");
    this.question = Arguments.requirePresent(question, "question");
    this.patienceNanos = Arguments.requirePositive(patience, "patience").toNanos();
  }

  /** Has the question asked, unless it is being asked or the last answer is fresh; waits not. */
  public void begin() {
    var unused = current();
  }

  /** The answer, or that none has come in time. */
  public Answer<T> answer() {
    var current = current();
    long left = patienceNanos - (System.nanoTime() - current.beganNanos);
    try {
      return came(current.result.get(Math.max(0, left), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return failed(new TimeoutException("no answer within " + Duration.ofNanos(patienceNanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer<>(null, e, null); // the caller's trouble, not that of who is asked
    }
  }

  private synchronized Round<T> current() {
    var last = round;
    if (last != null && !outdated(last)) {
      return last;
    }
    var next = new Round<T>();
    round = next;
    var thread = new Thread(() -> ask(next), "eventbus-health");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (Throwable e) {
      end(next, () -> next.result.completeExceptionally(e)); // no thread is left, for now
    }
    return next;
  }

  private static boolean outdated(Round<?> round) {
    if (!round.result.isDone()) {
      return false;
    }
    long took = round.endedNanos - round.beganNanos;
    boolean bad = round.result.isCompletedExceptionally();
    return System.nanoTime() - round.endedNanos
        > (bad ? MEMORY_NANOS : Math.max(MEMORY_NANOS, SHARE * took));
  }

  private void ask(Round<T> asked) {
    try {
      var value = question.call();
      end(asked, () -> asked.result.complete(value));
    } catch (Throwable e) {
      // Errors too: who waits for the answer must not wait for ever.
      end(asked, () -> asked.result.completeExceptionally(e));
    }
  }

  private static void end(Round<?> asked, Runnable completion) {
    asked.endedNanos = System.nanoTime();
    completion.run();
  }

  private synchronized Answer<T> came(T value) {
    if (failingSince != null) {
      log.info("{} answers again, after it did not since {}", whom, failingSince);
      failingSince = null;
    }
    return new Answer<>(value, null, null);
  }

  private synchronized Answer<T> failed(Throwable failure) {
    if (failingSince == null) {
      failingSince = Instant.now();
      log.warn("{} does not answer: {}", whom, failure.toString());
    }
    return new Answer<>(null, failure, failingSince);
  }
}
