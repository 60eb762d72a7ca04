package io.eventbus.benchmarks.workload;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts events and takes the time from the first on. Many threads count, one waits; it looks once
 * a millisecond, since a counter that tells the last event by itself would slow down all of them.
 */
final class Tally {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();

  private final LongAdder done = new LongAdder();
  private volatile long begun;
  private volatile long allocatedAtFirst;

  /** An event reached its handler. */
  void begin() {
    if (begun == 0) {
      first();
    }
  }

  private synchronized void first() {
    if (begun == 0) {
      allocatedAtFirst = Allocation.bytes();
      begun = System.nanoTime();
    }
  }

  /** An event is done. */
  void end() {
    done.increment();
  }

  /** So many events are done. */
  void end(int events) {
    done.add(events);
  }

  /** Waits for so many events and tells when they were done, as {@link System#nanoTime()}. */
  long await(long events) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long count = done.sum(); count < events; count = done.sum()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            count + " of " + events + " events were done within " + PATIENCE);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return System.nanoTime();
  }

  /** When the first event reached its handler. */
  long begun() {
    return begun;
  }

  /** What was allocated since the first event. */
  long allocated() {
    return Allocation.bytes() - allocatedAtFirst;
  }
}
