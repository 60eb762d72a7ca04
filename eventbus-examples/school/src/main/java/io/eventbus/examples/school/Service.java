package io.eventbus.examples.school;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One service of the school. It keeps its port and its database, so that it can be stopped and
 * started again. Safe to share between threads.
 */
final class Service implements AutoCloseable {

  /** How a service is started; what it gives ends it. */
  @FunctionalInterface
  interface Program {

    /**
     * Starts it.
     *
     * @param port where it is to listen, 0 for any free one
     * @param database its database, as a JDBC URL
     */
    Running start(int port, String database) throws Exception;
  }

  /** A program that runs: where it listens, and what ends it. */
  record Running(int port, AutoCloseable end) {}

  private final Program program;
  private final String database = Databases.inMemory();
  private volatile int port; // 0 until it has one
  private volatile @Nullable Running running;

  /** Makes it, not started. */
  Service(Program program) {
    this.program = program;
  }

  /**
   * Starts it, on a free port or the one that it had; not again while it runs.
   *
   * @throws IllegalStateException if it does not start
   */
  synchronized void start() {
    if (running != null) {
      return;
    }
    try {
      var started = program.start(port, database);
      port = started.port();
      running = started;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops it. Stopping again does nothing. */
  @Override
  public synchronized void close() {
    var ending = running;
    running = null;
    if (ending != null) {
      try {
        ending.end().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Whether it has started and has not been stopped. */
  boolean isRunning() {
    return running != null;
  }

  /** Where it answers, or did when it last ran. */
  URI uri() {
    return URI.create("http://localhost:" + port);
  }

  /** Its database, as a JDBC URL that is good as long as the school is. */
  String database() {
    return database;
  }
}
