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
  private final InFlight inFlight;
  private final Lease lease;
  private final long renewNanos;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;
  private long renewedNanos = System.nanoTime(); // of the keeper's thread, like the next
  private @Nullable OutboxSession session;

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
    this.session = session;
    this.inFlight = inFlight;
    this.lease = lease;
    this.renewNanos = leaseLength.toNanos() / 3;
  }

  /** Has it end once nothing is left to be removed, or the lease is over. */
  void stop() {
    stopped = true;
  }

  /** Why nothing can be removed at the moment, {@code null} if it can. */
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void run() {
    try {
      while (lease.holds() && !done()) {
        try {
          keep(opened());
        } catch (RuntimeException e) {
          report(e);
          closeSession();
          TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeSession();
    }
  }

  private void report(RuntimeException e) {
    if (failure == null) {
      log.warn("the outbox cannot be written, tried again while the lease holds", e);
    }
    failure = e;
  }

  private OutboxSession opened() {
    var known = session;
    if (known == null) {
      known = store.open();
      session = known;
    }
    return known;
  }

  private void closeSession() {
    if (session != null) {
      session.close();
      session = null;
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
      if (inFlight.removeAcknowledged(session, ENOUGH, GATHER_NANOS)) {
        worked();
      }
    }
  }

  private void worked() {
    if (failure != null) {
      log.info("the outbox is written again");
      failure = null;
    }
  }
}
