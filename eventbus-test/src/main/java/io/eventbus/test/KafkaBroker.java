package io.eventbus.test;

import java.nio.file.Path;

/**
 * One broker of a {@link KafkaCluster}, for tests that take away a part of it. Safe for use by
 * several threads.
 *
 * <p>An operation that finds its work done already does nothing. After the cluster was closed each
 * throws {@link IllegalStateException}.
 */
public interface KafkaBroker {

  /** Returns the node id, counted from 1. */
  int id();

  /** Returns the file that the broker's output goes to. */
  Path log();

  /** Returns whether the broker's process runs; a paused one does. */
  boolean isRunning();

  /**
   * Ends the broker in an orderly way (SIGTERM), which lets it hand over its partitions. A broker
   * that needs longer than five seconds is killed.
   */
  void stop();

  /** Ends the broker at once (SIGKILL), as a crash would. */
  void kill();

  /**
   * Starts the stopped or killed broker again, on the same port and with the same data, and returns
   * when it is part of the cluster.
   *
   * @throws KafkaClusterException if it is not within the cluster's start timeout
   */
  void start();

  /**
   * Freezes the broker (SIGSTOP): connections stay open, nothing answers.
   *
   * @throws UnsupportedOperationException where there are no POSIX signals
   */
  void pause();

  /**
   * Lets a paused broker go on (SIGCONT).
   *
   * @throws UnsupportedOperationException where there are no POSIX signals
   */
  void resume();
}
