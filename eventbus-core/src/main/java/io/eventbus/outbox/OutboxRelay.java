package io.eventbus.outbox;

import io.eventbus.event.Arguments;
import io.eventbus.observe.BusMeters;
import io.eventbus.outbox.RelayStatus.State;
import io.eventbus.publish.OrderedSender;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is committed to an outbox, in order per key, and removes what is acknowledged. Of all
 * relays of an outbox one is active, by a lease on the database's clock; the others stand by. It
 * runs on threads of its own, in a service or alone, and goes on by itself once a database or a
 * broker that was away is back. Safe to share between threads.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int STANDBY_LOOKS = 10;

  private final OutboxStore store;
  private final Supplier<OrderedSender> senders;
  private final RelayOptions options;
  private final String owner =
      ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
  private final Wake wake = new Wake();

  /** Not the same: who has nothing to send is not to be woken by each that writes. */
  private final Wake standby = new Wake();

  private final InFlight inFlight = new InFlight();
  private final List<Thread> threads = new ArrayList<>();

  private BusMeters meters = BusMeters.none();
  private volatile @Nullable BacklogWatch watch;
  private Runnable hide = () -> {};
  private boolean enabled = true;
  private volatile boolean stopped;
  private volatile State state = State.STOPPED;
  private volatile long fence;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Reign reign;

  private OutboxRelay(OutboxStore store, Supplier<OrderedSender> senders, RelayOptions options) {
    this.store = Arguments.requirePresent(store, "store");
    this.senders = Arguments.requirePresent(senders, "senders");
    this.options = Arguments.requirePresent(options, "options");
  }

  /**
   * A relay that is not started yet.
   *
   * @param senders makes a sender each time that one has failed
   */
  public static OutboxRelay of(
      OutboxStore store, Supplier<OrderedSender> senders, RelayOptions options) {
    return new OutboxRelay(store, senders, options);
  }

  /** The same relay, shown by these meters once it is started. */
  public synchronized OutboxRelay measuredBy(BusMeters meters) {
    this.meters = Arguments.requirePresent(meters, "meters");
    return this;
  }

  /** The same relay, which does nothing. */
  public synchronized OutboxRelay switchedOff() {
    enabled = false;
    return this;
  }

  /**
   * Starts it. Returns at once; it connects in the background.
   *
   * @throws IllegalStateException if it was started or closed before
   */
  public synchronized OutboxRelay start() {
    if (stopped || !threads.isEmpty()) {
      throw new IllegalStateException("the relay was started before: make another");
    }
    if (!enabled) {
      return this;
    }
    state = State.STANDBY;
    startThread("relay", this::run);
    startThread("listen", new WriterListener(store, wake, this::stopped));
    if (meters.on()) {
      var shown = new BacklogWatch(this, this::stopped);
      hide = meters.outbox(store.name(), shown);
      watch = shown;
      startThread("meters", shown);
    }
    return this;
  }

  private Thread startThread(String name, Runnable work) {
    var thread = new Thread(work, "eventbus-outbox-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }

  RelayOptions options() {
    return options;
  }

  Wake wake() {
    return wake;
  }

  boolean stopped() {
    return stopped;
  }

  /** Whether it is at work, or stands by. */
  boolean runs() {
    return !stopped && state != State.STOPPED;
  }

  /** Says that something was written, so that it looks at once; costs next to nothing. */
  public void nudge() {
    wake.call();
  }

  private void run() {
    long look = options.leaseLength().toNanos() / STANDBY_LOOKS;
    var backoff = new Backoff(FIRST_PAUSE_NANOS, LAST_PAUSE_NANOS);
    try {
      while (!stopped) {
        long before = System.nanoTime();
        try (var session = store.open()) {
          while (!stopped) {
            if (!reign(session, false)) {
              if (failure != null) {
                log.info("the database of the outbox answers again, another relay has the lease");
              }
              standby.await(look);
            }
            failure = null;
          }
        } catch (RuntimeException e) {
          report(e);
          if (System.nanoTime() - before > options.leaseLength().toNanos()) {
            backoff.reset(); // it had worked
          }
          standby.await(Math.max(backoff.next(), 2 * look)); // another may be able to do it
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      failure = e;
      log.error("the relay has ended, nothing is sent from the outbox any more", e);
    } finally {
      state = State.STOPPED;
    }
  }

  private void report(RuntimeException e) {
    if (failure == null) {
      log.warn("the relay cannot send from the outbox, it tries again", e);
    }
    failure = e;
    state = State.STANDBY;
  }

  /** Sends as long as the lease holds; {@code false} if another has it. */
  private boolean reign(OutboxSession session, boolean untilEmpty) throws InterruptedException {
    long asked = System.nanoTime();
    var acquired = session.acquire(owner, options.leaseLength());
    if (acquired.isEmpty()) {
      state = State.STANDBY;
      return false;
    }
    fence = acquired.getAsLong();
    var lease = new Lease(fence, options.leaseLength(), asked);
    try {
      rule(session, lease, untilEmpty);
    } finally {
      inFlight.clear();
      reign = null;
      fence = 0;
      state = State.STANDBY;
      release(session, lease);
    }
    return true;
  }

  private void rule(OutboxSession session, Lease lease, boolean untilEmpty)
      throws InterruptedException {
    inFlight.removeAcknowledged(
        session, 1, 0); // what could not be removed before is sent again else
    var current = new Reign(session, store, lease, inFlight, senders, this);
    reign = current;
    state = State.ACTIVE;
    log.info("this relay sends from the outbox now, with fence {}", lease.fence());
    current.rule(untilEmpty);
  }

  /** Leaves the lease to others at once, by another connection if this one is of no use. */
  private void release(OutboxSession session, Lease lease) {
    if (!lease.holds()) {
      log.warn("the lease of the outbox was lost: another relay may send now");
      return;
    }
    try {
      session.release(lease.fence());
    } catch (RuntimeException e) {
      try (var other = store.open()) {
        other.release(lease.fence());
      } catch (RuntimeException second) {
        log.debug("the lease of the outbox is left to end by itself", second);
      }
    }
  }

  /**
   * Sends all that is committed by now, on the calling thread, and returns once it is removed; for
   * tests, and for jobs.
   *
   * @return how many events were sent
   * @throws IllegalStateException if it was started, or is closed
   * @throws OutboxException if the database refuses or is away, another relay has the lease, or
   *     nothing can be sent for two lengths of the lease
   */
  public synchronized long runOnce() throws InterruptedException {
    if (stopped || !threads.isEmpty()) {
      throw new IllegalStateException("the relay was started or closed: make another");
    }
    if (!enabled) {
      return 0;
    }
    long before = inFlight.sent();
    try (var session = store.open()) {
      if (!reign(session, true)) {
        throw new OutboxException("another relay has the lease of the outbox", null);
      }
    } finally {
      state = State.STOPPED;
    }
    return inFlight.sent() - before;
  }

  /** What it is at. */
  public RelayStatus status() {
    var current = reign;
    int heldKeys = current == null ? 0 : current.heldKeys();
    var reason = current == null ? failure : current.failure();
    return new RelayStatus(state, fence, inFlight.sent(), inFlight.size(), heldKeys, reason);
  }

  /**
   * What lies in the outbox, asked of the database.
   *
   * @throws OutboxException if that is away
   */
  public OutboxBacklog backlog() {
    return ask(OutboxSession::backlog);
  }

  /**
   * The events that Kafka refuses for good, oldest first, those behind them left out.
   *
   * @param most how many at most
   * @throws OutboxException if the database is away
   */
  public List<HeldEvent> held(int most) {
    Arguments.requireAtLeast(most, 1, "most");
    return ask(session -> session.held(most));
  }

  /**
   * Has a held event tried again, and what waits behind it sent after it. The active relay, which
   * may be another, does so within a second or two.
   *
   * @param id that of {@link HeldEvent#id}
   * @return {@code false} if no event of this id is held
   * @throws OutboxException if the database is away
   */
  public boolean retry(long id) {
    Arguments.requireAtLeast(id, 0, "id");
    return ask(session -> session.retry(id));
  }

  /**
   * Gives a held event up for good, and has what waits behind it sent.
   *
   * @param id that of {@link HeldEvent#id}
   * @return {@code false} if no event of this id is held
   * @throws OutboxException if the database is away
   */
  public boolean skip(long id) {
    Arguments.requireAtLeast(id, 0, "id");
    return ask(session -> session.skip(id));
  }

  private <T> T ask(Function<OutboxSession, T> question) {
    try (var session = store.open()) {
      return question.apply(session);
    }
  }

  /** Closes within 30 seconds. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /**
   * Waits for what is under way, removes it, and leaves the lease to another. Closing again does
   * nothing.
   *
   * @param timeout how long to wait, not negative
   */
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    stop();
    joinThreads(System.nanoTime() + timeout.toNanos());
  }

  /** Begins to close it, without waiting. */
  public void stop() {
    stopped = true; // without a lock, which runOnce() may hold
    wake.call();
    standby.call();
    var watching = watch;
    if (watching != null) {
      watching.wake();
    }
  }

  private synchronized void joinThreads(long deadline) {
    try {
      for (var thread : threads) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left > 0) {
          thread.join(left);
        }
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hide.run();
    }
  }
}
