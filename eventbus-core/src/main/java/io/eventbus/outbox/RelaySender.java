package io.eventbus.outbox;

import io.eventbus.event.EventBusException;
import io.eventbus.publish.OrderedSender;
import io.eventbus.publish.OrderedSender.Offer;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishException.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of a relay, another one after each failure. What Kafka refuses for good is set aside,
 * and the rest read again. For one thread, except for {@link #failure} and {@link #cut}.
 */
final class RelaySender {

  private static final Logger log = LoggerFactory.getLogger(RelaySender.class);
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * A sender that lasted so long had worked; what fails again and again is not tried all the time.
   */
  private static final long WORKED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long TOPIC_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long TOPIC_MEMORY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(5);

  private final Supplier<OrderedSender> senders;
  private final InFlight inFlight;
  private final OutboxReader reader;
  private final SetAside setAside;
  private final Duration patience;
  private final Map<String, Long> missingTopics = new HashMap<>();
  private volatile @Nullable OrderedSender sender; // written by the relay's thread only
  private final Backoff backoff = new Backoff(SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
  private long madeNanos;
  private long failingSinceNanos;
  private volatile @Nullable Throwable failure;
  private volatile long sentAtFailure;

  /**
   * A sender that is not made yet.
   *
   * @param patience how long nothing may be sent before the lease is left to others
   */
  RelaySender(
      Supplier<OrderedSender> senders,
      InFlight inFlight,
      OutboxReader reader,
      SetAside setAside,
      Duration patience) {
    this.patience = patience;
    this.senders = senders;
    this.inFlight = inFlight;
    this.reader = reader;
    this.setAside = setAside;
  }

  /** Why nothing is sent, {@code null} once something was again. */
  @Nullable Throwable failure() {
    return inFlight.sent() > sentAtFailure ? null : failure;
  }

  /** Says that all that was there has been sent, or is set aside. */
  void forgetFailure() {
    if (failure != null) {
      log.info("events of the outbox are sent again");
      failure = null;
    }
  }

  /** Keeps the first reason: those that follow mostly come of it. */
  private void report(Throwable reason) {
    if (failure() == null) {
      log.warn("events of the outbox cannot be sent, they are tried again", reason);
      failingSinceNanos = System.nanoTime();
      sentAtFailure = inFlight.sent();
      failure = reason;
    }
  }

  /** Offers an event, which is in flight if it was taken. */
  Offer offer(OutboxRow row) {
    var current = sender;
    if (current == null) {
      return Offer.BROKEN;
    }
    var offer = current.offer(row.record(), inFlight.begin(row));
    if (offer != Offer.TAKEN) {
      inFlight.forget(row);
    }
    return offer;
  }

  /**
   * Whether there is no such topic; asked once for all events of it that follow within half a
   * minute, and not before an event has waited for a while.
   *
   * @param sinceNanos since when one waits
   */
  boolean isMissing(String topic, long sinceNanos) {
    long now = System.nanoTime();
    var known = missingTopics.get(topic);
    if (known != null && now - known < TOPIC_MEMORY_NANOS) {
      return true;
    }
    missingTopics.remove(topic);
    var current = sender;
    if (current == null || now - sinceNanos <= TOPIC_PATIENCE_NANOS) {
      return false;
    }
    if (current.isMissing(topic, TOPIC_TIMEOUT)) {
      missingTopics.put(topic, now);
      return true;
    }
    report(new OutboxException("no broker takes events of topic " + topic, null));
    giveUpIfStuck();
    return false;
  }

  /** Makes a sender where there is none that works; {@code false} if that has to wait. */
  boolean mended() throws InterruptedException {
    var current = sender;
    if (failure != null && failure() == null) {
      forgetFailure(); // something was sent since
    }
    if (current != null && !current.broken() && !inFlight.anyFailed()) {
      return true;
    }
    if (current != null) {
      if (settleFailures()) {
        return true;
      }
      if (System.nanoTime() - madeNanos > WORKED_NANOS) {
        backoff.reset();
      }
      drop(current);
      pause();
    }
    try {
      sender = senders.get();
      madeNanos = System.nanoTime();
      return true;
    } catch (EventBusException e) {
      report(e);
      pause();
      return false;
    }
  }

  /**
   * Sets aside what Kafka refuses for good, and has the rest sent again; {@code false} if this
   * takes a new sender.
   */
  boolean settleFailures() {
    var current = sender;
    boolean goesOn = current != null && !current.broken();
    for (var failed : inFlight.takeFailed()) {
      if (setAside.isForGood(failed)) {
        setAside.hold(failed.row(), textOf(failed.reason()));
      } else {
        if (!comesOfAnother(failed.reason())) {
          report(failed.reason());
        }
        reader.readAgain(List.of(failed.row().id()));
        goesOn = false;
      }
    }
    return goesOn;
  }

  /** Whether it failed only since the sender was closed, as after each failure. */
  private static boolean comesOfAnother(Throwable reason) {
    return reason instanceof PublishException published && published.reason() == Reason.CLOSED;
  }

  /** An operator sees no stack trace. */
  private static String textOf(Throwable failure) {
    var cause = failure.getCause();
    return cause == null ? failure.toString() : failure.getMessage() + ": " + cause;
  }

  /** What the sender has not told of by now is sent again. */
  private void drop(OrderedSender dropped) throws InterruptedException {
    dropped.close();
    inFlight.awaitTold(LONGEST_PAUSE_NANOS);
    settleFailures();
    reader.readAgain(inFlight.forgetAll().stream().map(OutboxRow::id).toList());
    sender = null;
  }

  /** Sends nothing more of what was offered; by any thread. */
  void cut() {
    var current = sender;
    if (current != null) {
      current.close();
    }
  }

  /** Another relay may be able to send; not while something of this one may still arrive. */
  private void giveUpIfStuck() {
    var reason = failure();
    if (reason != null
        && inFlight.untold() == 0
        && System.nanoTime() - failingSinceNanos > patience.toNanos()) {
      throw new OutboxException("nothing could be sent for " + patience, reason);
    }
  }

  private void pause() throws InterruptedException {
    giveUpIfStuck();
    TimeUnit.NANOSECONDS.sleep(backoff.next());
  }

  /** Leaves to others what is not sent, after what is under way. */
  void finish(Lease lease) {
    var last = sender;
    sender = null;
    if (last == null) {
      return;
    }
    try {
      if (lease.holds() && !last.broken()) {
        inFlight.awaitTold(LONGEST_PAUSE_NANOS);
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
