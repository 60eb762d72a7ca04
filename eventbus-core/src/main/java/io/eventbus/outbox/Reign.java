package io.eventbus.outbox;

import io.eventbus.event.EventBusException;
import io.eventbus.event.UnresolvedBrokersException;
import io.eventbus.publish.OrderedSender;
import io.eventbus.publish.OrderedSender.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One time of having the lease: read, hand over in the order of the ids, set aside what Kafka
 * refuses for good, begin anew after a failure. Nothing is handed over behind an event of its key
 * that was not sent. For one thread.
 */
final class Reign {

  private static final Logger log = LoggerFactory.getLogger(Reign.class);
  private static final long SHORT_GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONG_GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FEW = 3;
  private static final int MANY = 20;
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_OFFER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_MENDING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TOPIC_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long TOPIC_MEMORY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(5);

  private final OutboxSession session;
  private final Lease lease;
  private final InFlight inFlight;
  private final Supplier<OrderedSender> senders;
  private final RelayOptions options;
  private final Wake wake;
  private final BooleanSupplier stopped;

  private final OutboxReader reader;
  private final SetAside setAside;
  private final Map<String, Long> missingTopics = new HashMap<>();
  private @Nullable OrderedSender sender;
  private long pauseNanos = SHORTEST_PAUSE_NANOS;
  private long mendingNanos = SHORTEST_PAUSE_NANOS;
  private boolean asleep;
  private long sentBefore;
  private volatile @Nullable Throwable failure;
  private volatile long sentAtFailure;

  Reign(
      OutboxSession session,
      Lease lease,
      InFlight inFlight,
      Supplier<OrderedSender> senders,
      OutboxRelay relay) {
    this.session = session;
    this.lease = lease;
    this.inFlight = inFlight;
    this.senders = senders;
    this.options = relay.options();
    this.wake = relay.wake();
    this.stopped = relay::stopped;
    this.reader = new OutboxReader(session, inFlight, options, System::nanoTime);
    this.setAside = new SetAside(session);
  }

  int heldKeys() {
    return setAside.keys();
  }

  /** Why nothing is sent, {@code null} once something was again. */
  @Nullable Throwable failure() {
    return inFlight.sent() > sentAtFailure ? null : failure;
  }

  /** Keeps the first reason: those that follow mostly come of it. */
  private void report(Throwable reason) {
    if (failure() == null) {
      log.warn("events of the outbox cannot be sent, they are tried again", reason);
      sentAtFailure = inFlight.sent();
      failure = reason;
    }
  }

  /** Sends until it is stopped or the lease is over; or, if it is to, until nothing is left. */
  void rule(boolean untilEmpty) throws InterruptedException {
    try {
      while (!stopped.getAsBoolean() && lease.holds()) {
        reader.readAgain(setAside.takeBack());
        reader.sweep();
        if (mended() && roomThere()) {
          var rows = reader.read();
          if (!rows.isEmpty()) {
            pauseNanos = SHORTEST_PAUSE_NANOS;
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
    } finally {
      finish();
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
      } else if (!handOver(row)) {
        reader.readAgain(idsOf(rows.subList(i, rows.size())));
        break;
      } else if (inFlight.anyFailed() && !settleFailures()) {
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
    long pause = SHORTEST_PAUSE_NANOS;
    while (!stopped.getAsBoolean() && lease.holds() && sender != null) {
      var callback = inFlight.begin(row);
      var offer = sender.offer(row.record(), callback);
      if (offer == Offer.TAKEN) {
        return true;
      }
      inFlight.forget(row);
      if (offer == Offer.BROKEN) {
        return false;
      }
      if (isMissing(row.record().topic(), since)) {
        setAside.hold(row, "there is no topic " + row.record().topic());
        return true;
      }
      if (System.nanoTime() - since > TOPIC_PATIENCE_NANOS) {
        report(new OutboxException("no broker takes events of " + row.record().topic(), null));
      }
      TimeUnit.NANOSECONDS.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_OFFER_PAUSE_NANOS);
    }
    return false;
  }

  /** Asks once for all events of a topic that follow within half a minute. */
  private boolean isMissing(String topic, long since) {
    long now = System.nanoTime();
    var known = missingTopics.get(topic);
    if (known != null && now - known < TOPIC_MEMORY_NANOS) {
      return true;
    }
    boolean missing =
        sender != null
            && now - since > TOPIC_PATIENCE_NANOS
            && sender.isMissing(topic, TOPIC_TIMEOUT);
    if (missing) {
      missingTopics.put(topic, now);
    } else {
      missingTopics.remove(topic);
    }
    return missing;
  }

  /** Makes a sender where there is none that works; {@code false} if that has to wait. */
  private boolean mended() throws InterruptedException {
    if (sender != null && !sender.broken() && !inFlight.anyFailed()) {
      return true;
    }
    if (sender != null) {
      if (settleFailures()) {
        return true;
      }
      dropSender();
      pause();
    }
    try {
      sender = senders.get();
      return true;
    } catch (EventBusException e) {
      if (!(e instanceof UnresolvedBrokersException)) {
        log.warn("no producer can be made, it is tried again", e);
      }
      pause();
      return false;
    }
  }

  /**
   * Sets aside what Kafka refuses for good, and has the rest sent again; {@code false} if this
   * takes a new sender.
   */
  private boolean settleFailures() {
    boolean goesOn = sender != null && !sender.broken();
    for (var failed : inFlight.takeFailed()) {
      if (setAside.isForGood(failed)) {
        setAside.hold(failed.row(), textOf(failed.reason()));
      } else {
        report(failed.reason());
        reader.readAgain(List.of(failed.row().id()));
        goesOn = false;
      }
    }
    return goesOn;
  }

  /** An operator sees no stack trace. */
  private static String textOf(Throwable failure) {
    var cause = failure.getCause();
    return cause == null ? failure.toString() : failure.getMessage() + ": " + cause;
  }

  /** What the sender has not told of by now is sent again. */
  private void dropSender() throws InterruptedException {
    if (sender == null) {
      return;
    }
    sender.close();
    inFlight.awaitTold(LONGEST_MENDING_NANOS);
    settleFailures();
    reader.readAgain(idsOf(inFlight.forgetAll()));
    sender = null;
  }

  private void pause() throws InterruptedException {
    if (inFlight.sent() > sentBefore) {
      sentBefore = inFlight.sent();
      mendingNanos = SHORTEST_PAUSE_NANOS; // it had worked
    }
    TimeUnit.NANOSECONDS.sleep(mendingNanos);
    mendingNanos = Math.min(2 * mendingNanos, LONGEST_MENDING_NANOS);
  }

  /** Nothing is there: looks again after growing pauses, or as soon as somebody calls. */
  private void idle(boolean untilEmpty) throws InterruptedException {
    if (inFlight.size() == 0) {
      setAside.forgetFailures();
      if (!untilEmpty && pauseNanos > 2 * SHORTEST_PAUSE_NANOS) {
        sleep(true);
      }
    }
    if (wake.await(pauseNanos)) {
      pauseNanos = SHORTEST_PAUSE_NANOS;
    } else {
      pauseNanos = Math.min(2 * pauseNanos, options.pollInterval().toNanos());
    }
  }

  /** Asks writers to wake this relay, or not to, if that is news. */
  private void sleep(boolean asleep) {
    if (this.asleep != asleep) {
      this.asleep = asleep;
      session.sleep(lease.fence(), asleep);
    }
  }

  /** Leaves to others what is not sent, after what is under way. */
  private void finish() {
    var last = sender;
    sender = null;
    if (last == null) {
      return;
    }
    try {
      if (lease.holds() && !last.broken()) {
        inFlight.awaitTold(LONGEST_MENDING_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      try {
        last.close();
      } finally {
        inFlight.forgetAll();
      }
    }
  }
}
