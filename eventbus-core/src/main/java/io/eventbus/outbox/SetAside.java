package io.eventbus.outbox;

import io.eventbus.publish.OrderedSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka refuses for good, and what lies behind it: events of the same topic and key with a
 * larger id. For one thread, except for the count.
 */
final class SetAside {

  private static final Logger log = LoggerFactory.getLogger(SetAside.class);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often an event may fail for an unclear reason, at least, before it is set aside. */
  private static final int LEAST_FAILURES = 10;

  /** How often an event has failed for an unclear reason, and since when. */
  private record Failures(int count, long sinceNanos) {

    Failures more() {
      return new Failures(count + 1, sinceNanos);
    }
  }

  private final OutboxSession session;
  private final long patienceNanos;
  private final Map<Long, Failures> failures = new HashMap<>();
  private final Set<String> told = new HashSet<>(); // the topics of these, as told in the log
  private Map<HeldKey, Long> held = Map.of();
  private long lookedNanos;

  /** What {@link OutboxSession#refused} was at the last look; {@code null} if that is outdated. */
  private @Nullable String known;

  private volatile int keys;

  /**
   * What is set aside in this session.
   *
   * @param patience how long an event is tried at least that fails for an unclear reason
   */
  SetAside(OutboxSession session, Duration patience) {
    this.session = session;
    this.patienceNanos = patience.toNanos();
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
    if (OrderedSender.isPassing(failed.reason())) {
      return false;
    }
    long now = System.nanoTime();
    var all =
        failures.compute(
            failed.row().id(), (id, known) -> known == null ? new Failures(1, now) : known.more());
    return all.count() >= LEAST_FAILURES && now - all.sinceNanos() >= patienceNanos;
  }

  /** Says that all that was there has been sent. */
  void forgetFailures() {
    failures.clear();
  }

  void hold(OutboxRow row, String reason) {
    report(row, reason);
    session.hold(row.id(), reason);
    failures.remove(row.id());
    known = null;
    var key = HeldKey.of(row.record());
    if (key != null) {
      var more = new HashMap<>(held);
      more.merge(key, row.id(), Math::min);
      remember(more);
    }
  }

  /** One line for a topic: whoever mends it finds the others where they are held. */
  private void report(OutboxRow row, String reason) {
    var topic = row.record().topic();
    if (told.add(topic)) {
      log.warn(
          "an event is held back, and all later ones of its key: outbox id {}, topic {}: {};"
              + " further ones of this topic are not told of",
          row.id(),
          topic,
          reason);
    } else {
      log.debug("held back: outbox id {}, topic {}: {}", row.id(), topic, reason);
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
    var all = new ArrayList<Long>();
    var refused = session.refused();
    if (!refused.equals(known)) { // only then is it worth a look at all that lies behind these
      for (var ids = session.takeBack(); !ids.isEmpty(); ids = session.takeBack()) {
        all.addAll(ids);
      }
      remember(session.heldKeys()); // after it: what is still there holds back what is newer
      known = refused;
    }
    lookedNanos = System.nanoTime();
    return all;
  }

  private void remember(Map<HeldKey, Long> held) {
    if (held.isEmpty()) {
      told.clear();
      if (!this.held.isEmpty()) {
        log.info("no event of the outbox holds others back any more");
      }
    }
    this.held = Map.copyOf(held);
    keys = held.size();
  }
}
