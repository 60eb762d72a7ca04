package io.eventbus.outbox;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends a pause early. A call that comes before the pause ends the next one. */
final class Wake {

  private final Semaphore calls = new Semaphore(0);

  void call() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  /** Pauses; {@code true} if it was called. */
  boolean await(long nanos) throws InterruptedException {
    boolean called = calls.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    calls.drainPermits();
    return called;
  }
}
