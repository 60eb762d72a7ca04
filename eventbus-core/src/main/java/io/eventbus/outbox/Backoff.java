package io.eventbus.outbox;

/** Pauses that double up to a bound. For one thread. */
final class Backoff {

  private final long firstNanos;
  private final long longestNanos;
  private long nextNanos;

  Backoff(long firstNanos, long longestNanos) {
    this.firstNanos = firstNanos;
    this.longestNanos = longestNanos;
    this.nextNanos = Math.min(firstNanos, longestNanos);
  }

  /** The pause that is due, in nanoseconds; the next one is twice as long. */
  long next() {
    long due = nextNanos;
    nextNanos = Math.min(2 * due, longestNanos);
    return due;
  }

  /** Begins with the first again. */
  void reset() {
    nextNanos = Math.min(firstNanos, longestNanos);
  }
}
