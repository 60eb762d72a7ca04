package io.eventbus.spring;

import java.util.concurrent.CountDownLatch;

/**
 * Keeps the JVM from ending while there are events to come: the threads of consumers are daemons,
 * so that an application without a web server would be over once it has started.
 */
final class KeepAlive {

  private KeepAlive() {}

  /** A thread that is there until it is interrupted. */
  static Thread start() {
    var thread = new Thread(KeepAlive::await, "eventbus-keep-alive");
    thread.setDaemon(false);
    thread.start();
    return thread;
  }

  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // The consumers have stopped.
    }
  }
}
