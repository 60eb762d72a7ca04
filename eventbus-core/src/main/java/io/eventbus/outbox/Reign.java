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
  private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long SHORT_GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONG_GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FEW = 3;
  private static final int MANY = 20;
  private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SWEEP_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_OFFER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_MENDING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TOPIC_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long TOPIC_MEMORY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int MANY_GAPS = 300;
  private static final long FIRST_AVERAGE = 16 * 1024;
  private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(5);

  /** How often an event may fail for an unclear reason before it is set aside. */
  private static final int MOST_FAILURES = 10;

  private final OutboxSession session;
  private final Lease lease;
  private final InFlight inFlight;
  private final Supplier<OrderedSender> senders;
  private final RelayOptions options;
  private final Wake wake;
  private final BooleanSupplier stopped;

  private final SeenIds seen = new SeenIds(System::nanoTime);
  private final Map<Long, Integer> failures = new HashMap<>();
  private final Map<String, Long> missingTopics = new HashMap<>();
  private Map<HeldKey, Long> held = new HashMap<>();
  private @Nullable OrderedSender sender;
  private long settledNanos = System.nanoTime();
  private long heldNanos = System.nanoTime();
  private long sweptNanos = System.nanoTime();
  private long pauseNanos = SHORTEST_PAUSE_NANOS;
  private long mendingNanos = SHORTEST_PAUSE_NANOS;
  private boolean asleep;
  private long average = FIRST_AVERAGE;
  private long sentBefore;
  private volatile int heldKeys;

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
  }

  int heldKeys() {
    return heldKeys;
  }

  /** Sends until it is stopped or the lease is over; or, if it is to, until nothing is left. */
  void rule(boolean untilEmpty) throws InterruptedException {
    try {
      takeBack();
      while (!stopped.getAsBoolean() && lease.holds()) {
        lookAround();
        if (mended() && roomThere()) {
          var rows = fetch();
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

  private List<OutboxRow> fetch() {
    var gaps = seen.gaps();
    boolean many = gaps.size() > MANY_GAPS; // what is on its way may be returned with them
    long mostBytes = Math.max(1, options.maxInFlightBytes() - (many ? 0 : inFlight.bytes()));
    int room = options.maxInFlightEvents() - inFlight.size();
    int most = (int) Math.max(1, Math.min(Math.min(options.pageSize(), room), mostBytes / average));
    most += many ? inFlight.size() : 0;
    var rows = session.fetch(gaps, seen.after(), most, mostBytes);
    if (!rows.isEmpty()) {
      average = Math.max(1, bytesOf(rows) / rows.size());
    }
    var unseen = rows.stream().filter(row -> seen.misses(row.id())).toList();
    seen.saw(unseen);
    if (seen.hasGaps() && System.nanoTime() - settledNanos > SETTLE_NANOS) {
      boolean all = rows.size() < most && bytesOf(rows) < mostBytes;
      seen.settle(all ? Long.MAX_VALUE : rows.get(rows.size() - 1).id(), session.writers());
      settledNanos = System.nanoTime();
    }
    return unseen;
  }

  private static long bytesOf(List<OutboxRow> rows) {
    return rows.stream().mapToLong(OutboxRow::size).sum();
  }

  private void send(List<OutboxRow> rows) throws InterruptedException {
    var behind = new ArrayList<Long>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (!held.isEmpty() && isHeld(row)) {
        behind.add(row.id());
      } else if (!handOver(row)) {
        seen.reopen(idsOf(rows.subList(i, rows.size())));
        break;
      } else if (inFlight.anyFailed() && !settleFailures()) {
        seen.reopen(idsOf(rows.subList(i + 1, rows.size())));
        break;
      }
    }
    if (!behind.isEmpty()) {
      session.holdBehind(behind);
    }
  }

  /** Not what came before the one that is held. */
  private boolean isHeld(OutboxRow row) {
    var key = HeldKey.of(row.record());
    var first = key == null ? null : held.get(key);
    return first != null && first < row.id();
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
        hold(row, "there is no topic " + row.record().topic());
        return true;
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
      if (isForGood(failed)) {
        hold(failed.row(), String.valueOf(failed.reason().getMessage()));
      } else {
        seen.reopen(List.of(failed.row().id()));
        goesOn = false;
      }
    }
    return goesOn;
  }

  private boolean isForGood(InFlight.Failed failed) {
    if (OrderedSender.isForGood(failed.reason())) {
      return true;
    }
    return !OrderedSender.isPassing(failed.reason())
        && failures.merge(failed.row().id(), 1, Integer::sum) >= MOST_FAILURES;
  }

  private void hold(OutboxRow row, String reason) {
    log.warn(
        "an event is held back, and all later ones of its key: outbox id {}, topic {}: {}",
        row.id(),
        row.record().topic(),
        reason);
    session.hold(row.id(), reason);
    failures.remove(row.id());
    var key = HeldKey.of(row.record());
    if (key != null) {
      held.merge(key, row.id(), Math::min);
      heldKeys = held.size();
    }
  }

  /** What the sender has not told of by now is sent again. */
  private void dropSender() throws InterruptedException {
    if (sender == null) {
      return;
    }
    sender.close();
    inFlight.awaitTold(LONGEST_MENDING_NANOS);
    settleFailures();
    seen.reopen(idsOf(inFlight.forgetAll()));
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
      failures.clear();
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

  /** What operators have done meanwhile, and whether anything was passed over. */
  private void lookAround() {
    long now = System.nanoTime();
    if (now - heldNanos > HELD_NANOS) {
      takeBack();
    }
    if (now - sweptNanos > SWEEP_NANOS) {
      sweptNanos = now;
      sweep();
    }
  }

  /**
   * Looks once through all that should be gone. It never finds anything unless ids were not given
   * out in order; then it is late, but not lost.
   */
  private void sweep() {
    var known = inFlight.ids(); // before: what is removed meanwhile is not taken for passed over
    var range = new IdRange(0, seen.after());
    int most = options.pageSize() + known.size();
    var passedOver =
        session.fetch(List.of(range), Long.MAX_VALUE, most, options.maxInFlightBytes()).stream()
            .map(OutboxRow::id)
            .filter(id -> !known.contains(id) && !seen.misses(id))
            .toList();
    if (!passedOver.isEmpty()) {
      log.warn("{} events of the outbox had been passed over and are sent now", passedOver.size());
      seen.reopen(passedOver);
    }
  }

  /** Asks writers to wake this relay, or not to, if that is news. */
  private void sleep(boolean asleep) {
    if (this.asleep != asleep) {
      this.asleep = asleep;
      session.sleep(lease.fence(), asleep);
    }
  }

  private void takeBack() {
    heldNanos = System.nanoTime();
    for (var ids = session.takeBack(); !ids.isEmpty(); ids = session.takeBack()) {
      seen.reopen(ids);
    }
    // After it: what is still set aside holds back what is newer.
    held = new HashMap<>(session.heldKeys());
    heldKeys = held.size();
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
