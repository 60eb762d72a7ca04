package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.outbox.RelayOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The relay of the outbox. It starts before the web server and stops after that has drained. Safe
 * to share between threads.
 */
final class OutboxRelayLifecycle implements SmartLifecycle {

  /** The web server has 2,048 less than the default. */
  private static final int BELOW_WEB_SERVER = 4096;

  private final EventBus bus;
  private final OutboxStore store;
  private final RelayOptions options;
  private final Duration closeTimeout;
  private @Nullable OutboxRelay relay; // guarded by this

  OutboxRelayLifecycle(
      EventBus bus, OutboxStore store, RelayOptions options, Duration closeTimeout) {
    this.bus = bus;
    this.store = store;
    this.options = options;
    this.closeTimeout = closeTimeout;
  }

  /** The relay, {@code null} while it does not run. */
  synchronized @Nullable OutboxRelay relay() {
    return relay;
  }

  @Override
  public synchronized void start() {
    if (relay == null) {
      relay = bus.relay(store, options).start();
    }
  }

  @Override
  public synchronized void stop() {
    if (relay != null) {
      relay.close(closeTimeout);
      relay = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return relay != null;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE - BELOW_WEB_SERVER;
  }
}
