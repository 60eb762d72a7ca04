package io.eventbus.deadletter;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps to a number of letters in a second, in chunks of about a tenth of one. For one thread. */
final class SendPace {

  private static final int LARGEST_CHUNK = 500;
  private static final int CHUNKS_PER_SECOND = 10;

  private final int perSecond;
  private final CountDownLatch stopped;
  private long nextNanos = System.nanoTime();

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
    if (nextNanos - now < 0) {
      nextNanos = now; // what was missed is not made up for
    }
    boolean stop = stopped.await(nextNanos - now, TimeUnit.NANOSECONDS);
    nextNanos += TimeUnit.SECONDS.toNanos(letters) / perSecond;
    return !stop;
  }
}
