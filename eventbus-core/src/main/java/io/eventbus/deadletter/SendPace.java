package io.eventbus.deadletter;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps to a number of letters in a second, in chunks of about a fifth of one. What a slow chunk
 * has cost is made up for, as far as it was no more than a second. For one thread.
 */
final class SendPace {

  private static final int LARGEST_CHUNK = 1_000;
  private static final int CHUNKS_PER_SECOND = 5;
  private static final long MADE_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final CountDownLatch stopped;
  private boolean begun;
  private long nextNanos;

  SendPace(int perSecond, CountDownLatch stopped) {
    this.perSecond = perSecond;
    this.stopped = stopped;
  }

  /** How many letters are worth a transaction. */
  int chunk() {
    return Math.max(1, Math.min(LARGEST_CHUNK, perSecond / CHUNKS_PER_SECOND));
  }

  /** Waits until so many letters may go; {@code false} if the wait was stopped. */
  boolean await(int letters) throws InterruptedException {
    long now = System.nanoTime();
    if (!begun) {
      begun = true;
      nextNanos = now;
    } else if (nextNanos - now < -MADE_UP_NANOS) {
      nextNanos = now - MADE_UP_NANOS;
    }
    boolean stop = stopped.await(nextNanos - now, TimeUnit.NANOSECONDS);
    nextNanos += TimeUnit.SECONDS.toNanos(letters) / perSecond;
    return !stop;
  }
}
