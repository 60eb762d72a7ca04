package io.eventbus.outbox;

import java.util.concurrent.TimeUnit;

/**
 * Ends what a relay has under way once its lease is over, even while the relay's own threads wait
 * for a database that does not answer.
 */
final class LeaseGuard implements Runnable {

  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Lease lease;
  private final RelaySender sender;

  LeaseGuard(Lease lease, RelaySender sender) {
    this.lease = lease;
    this.sender = sender;
  }

  /** Goes on until it is interrupted: a lease that was over may hold again. */
  @Override
  public void run() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(Math.max(SHORTEST_NANOS, lease.leftNanos()));
        if (!lease.holds()) {
          sender.cut();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
