package io.eventbus.outbox;

import java.time.Duration;

/**
 * The right to send, as long as it is renewed. The end is counted from before each request on, by
 * this machine's own clock, so that it is over here before it is over in the database.
 */
final class Lease {

  private final long fence;
  private final Duration length;
  private volatile long endNanos;

  /** A lease that was asked for at this moment of {@link System#nanoTime}. */
  Lease(long fence, Duration length, long askedNanos) {
    this.fence = fence;
    this.length = length;
    this.endNanos = askedNanos + length.toNanos();
  }

  long fence() {
    return fence;
  }

  boolean holds() {
    return leftNanos() > 0;
  }

  /** How long it still holds. */
  long leftNanos() {
    return endNanos - System.nanoTime();
  }

  /** Makes it hold anew, unless another has it. */
  void renew(OutboxSession session) {
    long asked = System.nanoTime();
    endNanos = session.renew(fence, length) ? asked + length.toNanos() : asked;
  }
}
