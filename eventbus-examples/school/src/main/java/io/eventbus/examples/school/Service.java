package io.eventbus.examples.school;

import java.net.URI;

/**
 * One service of the school. It keeps its port and its database, so that it can be stopped and
 * started again. Safe to share between threads.
 */
interface Service extends AutoCloseable {

  /** Starts it, on a free port or the one that it had. */
  void start();

  /** Stops it. Stopping again does nothing. */
  @Override
  void close();

  /** Whether it has started and has not been stopped. */
  boolean isRunning();

  /** Where it answers, or did when it last ran. */
  URI uri();

  /** Its database, as a JDBC URL that is good as long as the school is. */
  String database();
}
