package io.eventbus.outbox;

import io.eventbus.publish.OrderedSender;
import io.eventbus.publish.OrderedSender.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One time of having the lease: read, hand over in the order of the ids, set aside what Kafka
 * refuses for good, begin anew after a failure. Nothing is handed over behind an event of its key
 * that was not sent. For one thread.
 */
final class Reign {

  private static final long SHORT_GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONG_GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FEW = 3;
  private static final int MANY = 20;
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_OFFER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final OutboxSession session;
  private final Lease lease;
  private final InFlight inFlight;
  private final RelayOptions options;
  private final Wake wake;
  private final BooleanSupplier stopped;

  private final RelayKeeper keeper;
  private final OutboxReader reader;
  private final SetAside setAside;
  private final RelaySender sender;
  private final Backoff idling;
  private boolean asleep;

  /**
   * One that has not begun.
   *
   * @throws OutboxException if no connection can be had to remove what is sent
   */
  Reign(
      OutboxSession session,
      OutboxStore store,
      Lease lease,
      InFlight inFlight,
      Supplier<OrderedSender> senders,
      OutboxRelay relay) {
    this.session = session;
    this.lease = lease;
    this.inFlight = inFlight;
    this.options = relay.options();
    this.wake = relay.wake();
    this.stopped = relay::stopped;
    this.idling = new Backoff(SHORTEST_PAUSE_NANOS, options.pollInterval().toNanos());
    this.reader = new OutboxReader(session, inFlight, options, System::nanoTime);
    this.setAside = new SetAside(session, options.leaseLength());
    this.sender =
        new RelaySender(senders, inFlight, reader, setAside, options.leaseLength().multipliedBy(2));
    this.keeper = new RelayKeeper(store, store.open(), inFlight, lease, options.leaseLength());
  }

  int heldKeys() {
    return setAside.keys();
  }

  /** Why nothing is sent or removed at the moment, {@code null} if it is. */
  @Nullable Throwable failure() {
    var reason = sender.failure();
    return reason == null ? keeper.failure() : reason;
  }

  /** Sends until it is stopped or the lease is over; or, if it is to, until nothing is left. */
  void rule(boolean untilEmpty) throws InterruptedException {
    var keeping = start("keep", keeper);
    var guarding = start("guard", new LeaseGuard(lease, sender));
    try {
      goOn(untilEmpty);
    } finally {
      sender.finish(lease);
      guarding.interrupt();
      keeper.stop();
      keeping.join();
    }
  }

  private static Thread start(String name, Runnable work) {
    var thread = new Thread(work, "eventbus-outbox-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void goOn(boolean untilEmpty) throws InterruptedException {
    while (!stopped.getAsBoolean() && lease.holds()) {
      reader.readAgain(setAside.takeBack());
      reader.sweep();
      reader.note(
          lease.fence()); // here, where all that was read is on its way, set aside or missed
      if (sender.mended() && roomThere()) {
        var rows = reader.read();
        if (!rows.isEmpty()) {
          idling.reset();
          send(rows);
          sleep(false);
          gather(rows.size());
        } else if (untilEmpty && inFlight.size() == 0) {
          return;
        } else {
          idle(untilEmpty);
        }
      }
    }
  }

  /**
   * While writers are busy, each look costs them more than it finds: a moment later it finds more.
   */
  private void gather(int found) throws InterruptedException {
    if (found >= FEW && found < options.pageSize() / 2) {
      TimeUnit.NANOSECONDS.sleep(found < MANY ? SHORT_GATHER_NANOS : LONG_GATHER_NANOS);
    }
  }

  private boolean roomThere() throws InterruptedException {
    if (inFlight.size() < options.maxInFlightEvents()
        && inFlight.bytes() < options.maxInFlightBytes()) {
      return true;
    }
    inFlight.awaitRoom(
        options.maxInFlightEvents(), options.maxInFlightBytes(), LONGEST_OFFER_PAUSE_NANOS);
    return false;
  }

  private void send(List<OutboxRow> rows) throws InterruptedException {
    var behind = new ArrayList<Long>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (setAside.holdsBack(row)) {
        behind.add(row.id());
      } else if (row.unreadable() != null) {
        setAside.hold(row, row.unreadable());
      } else if (!handOver(row)) {
        reader.readAgain(idsOf(rows.subList(i, rows.size())));
        break;
      } else if (inFlight.anyFailed() && !sender.settleFailures()) {
        reader.readAgain(idsOf(rows.subList(i + 1, rows.size())));
        break;
      }
    }
    setAside.holdBehind(behind);
  }

  private static List<Long> idsOf(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::id).toList();
  }

  /** {@code false} if it was not taken, so that nothing that follows may be either. */
  private boolean handOver(OutboxRow row) throws InterruptedException {
    long since = System.nanoTime();
    var backoff = new Backoff(SHORTEST_PAUSE_NANOS, LONGEST_OFFER_PAUSE_NANOS);
    while (!stopped.getAsBoolean() && lease.holds()) {
      var offer = sender.offer(row);
      if (offer != Offer.NOT_NOW) {
        return offer == Offer.TAKEN;
      }
      if (sender.isMissing(row.record().topic(), since)) {
        setAside.hold(row, "there is no topic " + row.record().topic());
        return true;
      }
      TimeUnit.NANOSECONDS.sleep(backoff.next());
    }
    return false;
  }

  /** Nothing is there: looks again after growing pauses, or as soon as somebody calls. */
  private void idle(boolean untilEmpty) throws InterruptedException {
    long pause = idling.next();
    if (inFlight.size() == 0) {
      setAside.forgetFailures();
      sender.forgetFailure();
      if (!untilEmpty && pause > 2 * SHORTEST_PAUSE_NANOS) {
        sleep(true);
      }
    }
    if (wake.await(pause)) {
      idling.reset();
    }
  }

  /** Asks writers to wake this relay, or not to, if that is news. */
  private void sleep(boolean asleep) {
    if (this.asleep != asleep) {
      this.asleep = asleep;
      session.sleep(lease.fence(), asleep);
    }
  }
}
