package io.eventbus.consume;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who is at work for a partition, and tells when nobody is any more after it was stopped.
 * Workers enter first and look at the stop then, the stop looks at the count after it was set: one
 * always sees the other. No locks.
 */
final class Occupancy {

  private final AtomicInteger inside = new AtomicInteger();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private volatile boolean stopped;

  /** Enters; {@code false} if it is stopped, then nothing may be begun. */
  boolean enter() {
    inside.incrementAndGet();
    if (stopped) {
      leave();
      return false;
    }
    return true;
  }

  void leave() {
    if (inside.decrementAndGet() == 0 && stopped) {
      quiet.complete(null);
    }
  }

  /** Lets nobody enter any more. */
  void stop() {
    stopped = true;
    if (inside.get() == 0) {
      quiet.complete(null);
    }
  }

  boolean stopped() {
    return stopped;
  }

  /** Completes once it is stopped and nobody is inside. */
  CompletableFuture<Void> quiet() {
    return quiet;
  }
}
