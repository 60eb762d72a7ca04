package io.eventbus.outbox;

import io.eventbus.publish.OrderedSender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka refuses for good, and what lies behind it: events of the same topic and key with a
 * larger id. For one thread, except for the count.
 */
final class SetAside {

  private static final Logger log = LoggerFactory.getLogger(SetAside.class);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often an event may fail for an unclear reason before it is set aside. */
  private static final int MOST_FAILURES = 10;

  private final OutboxSession session;
  private final Map<Long, Integer> failures = new HashMap<>();
  private Map<HeldKey, Long> held = Map.of();
  private long lookedNanos;
  private volatile int keys;

  SetAside(OutboxSession session) {
    this.session = session;
    this.lookedNanos = System.nanoTime() - LOOK_NANOS;
  }

  int keys() {
    return keys;
  }

  /** Whether one before it is set aside. */
  boolean holdsBack(OutboxRow row) {
    if (held.isEmpty()) {
      return false;
    }
    var key = HeldKey.of(row.record());
    var first = key == null ? null : held.get(key);
    return first != null && first < row.id();
  }

  /** Whether an event that has failed like this is to be set aside. */
  boolean isForGood(InFlight.Failed failed) {
    if (OrderedSender.isForGood(failed.reason())) {
      return true;
    }
    return !OrderedSender.isPassing(failed.reason())
        && failures.merge(failed.row().id(), 1, Integer::sum) >= MOST_FAILURES;
  }

  /** Says that all that was there has been sent. */
  void forgetFailures() {
    failures.clear();
  }

  void hold(OutboxRow row, String reason) {
    log.warn(
        "an event is held back, and all later ones of its key: outbox id {}, topic {}: {}",
        row.id(),
        row.record().topic(),
        reason);
    session.hold(row.id(), reason);
    failures.remove(row.id());
    var key = HeldKey.of(row.record());
    if (key != null) {
      var more = new HashMap<>(held);
      more.merge(key, row.id(), Math::min);
      remember(more);
    }
  }

  void holdBehind(Collection<Long> ids) {
    if (!ids.isEmpty()) {
      session.holdBehind(ids);
    }
  }

  /** Looks once a second what operators have done; tells what is to be read again. */
  List<Long> takeBack() {
    if (System.nanoTime() - lookedNanos < LOOK_NANOS) {
      return List.of();
    }
    lookedNanos = System.nanoTime();
    var all = new ArrayList<Long>();
    for (var ids = session.takeBack(); !ids.isEmpty(); ids = session.takeBack()) {
      all.addAll(ids);
    }
    remember(session.heldKeys()); // after it: what is still there holds back what is newer
    return all;
  }

  private void remember(Map<HeldKey, Long> held) {
    this.held = Map.copyOf(held);
    keys = held.size();
  }
}
