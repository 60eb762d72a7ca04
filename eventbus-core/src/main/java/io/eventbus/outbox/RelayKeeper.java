package io.eventbus.outbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what was acknowledged and renews the lease, beside the thread that sends. */
final class RelayKeeper implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(RelayKeeper.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Removals are gathered: nobody waits for them. */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int ENOUGH = 500;

  private final OutboxStore store;
  private final OutboxSession first;
  private final InFlight inFlight;
  private final Lease lease;
  private final long renewNanos;
  private volatile boolean stopped;
  private long renewedNanos = System.nanoTime(); // of the keeper's thread, like the next
  private boolean firstTried;
  private @Nullable OutboxSession other;

  /**
   * A keeper.
   *
   * @param session opened beforehand: a relay that could not remove anything must not send
   */
  RelayKeeper(
      OutboxStore store,
      OutboxSession session,
      InFlight inFlight,
      Lease lease,
      Duration leaseLength) {
    this.store = store;
    this.first = session;
    this.inFlight = inFlight;
    this.lease = lease;
    this.renewNanos = leaseLength.toNanos() / 3;
  }

  /** Has it end once nothing is left to be removed, or the lease is over. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try (first) {
      while (lease.holds() && !done()) {
        try {
          keep(opened());
        } catch (RuntimeException e) {
          log.warn("the outbox cannot be written, tried again while the lease holds", e);
          TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
          closeOther();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeOther();
    }
  }

  /** The session that was given, or another after that has failed. */
  private OutboxSession opened() {
    if (!firstTried) {
      firstTried = true;
      return first;
    }
    var opened = store.open();
    other = opened;
    return opened;
  }

  private void closeOther() {
    if (other != null) {
      other.close();
      other = null;
    }
  }

  private boolean done() {
    return stopped && inFlight.size() == 0;
  }

  private void keep(OutboxSession session) throws InterruptedException {
    while (lease.holds() && !done()) {
      if (!stopped && System.nanoTime() - renewedNanos > renewNanos) {
        renewedNanos = System.nanoTime();
        lease.renew(session);
      }
      inFlight.removeAcknowledged(session, ENOUGH, GATHER_NANOS);
    }
  }
}
