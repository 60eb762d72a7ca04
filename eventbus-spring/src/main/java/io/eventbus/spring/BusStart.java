package io.eventbus.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Has the producer of the bus made when all else has started, beside what the application does
 * then. Where only the making of it tells whether its properties are right, the start waits for it,
 * and fails if they are not.
 */
final class BusStart implements SmartInitializingSingleton, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BusStart.class);

  private final Runnable awaitStart;
  private final boolean awaited;
  private volatile boolean running;

  /**
   * Starts a bus.
   *
   * @param awaitStart has the producer made, and throws if its properties are not right
   * @param awaited whether the application is not to start without
   */
  BusStart(Runnable awaitStart, boolean awaited) {
    this.awaitStart = awaitStart;
    this.awaited = awaited;
  }

  /** Whether clients may be made when all else has started. */
  boolean later() {
    return !awaited;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (awaited) {
      awaitStart.run();
    }
  }

  @Override
  public void start() {
    running = true;
    if (!awaited) {
      BusAssembly.onItsOwnThread(this::makeProducer);
    }
  }

  private void makeProducer() {
    try {
      awaitStart.run();
    } catch (RuntimeException e) {
      log.error("no producer could be made; it is tried again when something is published", e);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** When all else has started. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
