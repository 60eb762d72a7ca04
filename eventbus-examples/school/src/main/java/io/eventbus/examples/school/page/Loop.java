package io.eventbus.examples.school.page;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Does a step again and again on a thread of its own. A step that fails is tried again: what it
 * looks at may be stopped at any time.
 */
final class Loop implements AutoCloseable {

  /** One step; it may be interrupted when the loop is closed. */
  @FunctionalInterface
  interface Step {
    void perform() throws Exception;
  }

  private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Thread thread;
  private volatile boolean closed;

  private Loop(String name, Duration pause, Step step) {
    thread = new Thread(() -> run(pause, step), name);
    thread.setDaemon(true);
  }

  /**
   * Starts it.
   *
   * @param pause between two steps
   */
  static Loop start(String name, Duration pause, Step step) {
    var loop = new Loop(name, pause, step);
    loop.thread.start();
    return loop;
  }

  private void run(Duration pause, Step step) {
    while (!closed) {
      var wait = pause;
      try {
        step.perform();
      } catch (Exception e) {
        wait = AFTER_FAILURE; // the next time more may be up
      }
      if (!wait.isZero() && !closed) {
        LockSupport.parkNanos(wait.toNanos());
      }
    }
  }

  /** Ends it, and returns when its thread has. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
