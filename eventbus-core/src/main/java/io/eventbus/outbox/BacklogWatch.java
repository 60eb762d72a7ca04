package io.eventbus.outbox;

import io.eventbus.observe.OutboxReading;
import io.eventbus.outbox.RelayStatus.State;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What meters show of a relay and its outbox. The database is asked now and then on a thread of its
 * own, and less often where that takes long: who reads the meters never waits for it.
 */
final class BacklogWatch implements OutboxReading, Runnable {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Which share of its time it leaves the database alone. */
  private static final int REST = 50;

  private final OutboxRelay relay;
  private final BooleanSupplier stopped;
  private final Wake wake = new Wake();
  private volatile @Nullable OutboxBacklog last; // null while it is not known

  BacklogWatch(OutboxRelay relay, BooleanSupplier stopped) {
    this.relay = relay;
    this.stopped = stopped;
  }

  @Override
  public void run() {
    try {
      while (!stopped.getAsBoolean()) {
        long before = System.nanoTime();
        look();
        long took = System.nanoTime() - before;
        wake.await(Math.max(PAUSE_NANOS, REST * took));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      last = null;
    }
  }

  /** Ends its pause, once it is stopped. */
  void wake() {
    wake.call();
  }

  private void look() {
    try {
      last = relay.backlog();
    } catch (RuntimeException e) {
      last = null; // the relay itself says what is wrong
    }
  }

  @Override
  public double events() {
    var known = last;
    return known == null ? Double.NaN : known.events();
  }

  @Override
  public double oldestSeconds() {
    var known = last;
    return known == null ? Double.NaN : known.oldestAge().toMillis() / 1e3;
  }

  @Override
  public double held() {
    var known = last;
    return known == null ? Double.NaN : known.held();
  }

  @Override
  public double leased() {
    var known = last;
    return known == null ? Double.NaN : known.relay() == null ? 0 : 1;
  }

  @Override
  public double heldKeys() {
    return relay.status().heldKeys();
  }

  @Override
  public double active() {
    return relay.status().state() == State.ACTIVE ? 1 : 0;
  }

  @Override
  public double sent() {
    return relay.status().sent();
  }
}
