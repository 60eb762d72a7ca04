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
  private volatile boolean asleep;

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
    return System.nanoTime() - endNanos < 0;
  }

  /** Whether writers are asked to wake the relay. */
  boolean asleep() {
    return asleep;
  }

  /** Makes it hold anew, unless another has it. */
  void renew(OutboxSession session) {
    long asked = System.nanoTime();
    endNanos = session.renew(fence, length, asleep) ? asked + length.toNanos() : asked;
  }

  /** Renews it, and asks writers to wake the relay, or not to. */
  void sleep(OutboxSession session, boolean asleep) {
    if (this.asleep != asleep) {
      this.asleep = asleep;
      renew(session);
    }
  }
}
