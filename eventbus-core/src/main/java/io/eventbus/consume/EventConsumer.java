package io.eventbus.consume;

import java.time.Duration;
import java.util.Optional;

/**
 * A member of a consumer group at work, made by {@link EventConsumerBuilder#start()}. Safe to share
 * between threads.
 */
public interface EventConsumer extends AutoCloseable {

  /** How long {@link #close()} waits for running handlers. */
  Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);

  /** The consumer group that it belongs to. */
  String group();

  /** Where it stands in its life. */
  ConsumerState state();

  /** What ended it, if its state is {@link ConsumerState#FAILED}. */
  Optional<Throwable> failure();

  /** What it has done since it was started. */
  ConsumerStatistics statistics();

  /** Closes within {@link #DEFAULT_CLOSE_TIMEOUT}. */
  @Override
  default void close() {
    close(DEFAULT_CLOSE_TIMEOUT);
  }

  /**
   * Lets the running handlers finish, saves the progress and leaves the group. What was read but
   * not begun, or waits for a retry, is left to the next member. Handlers that still run when the
   * time is over are interrupted, and their events come again. Closing again does nothing.
   *
   * @param timeout how long to wait for running handlers, not negative
   */
  void close(Duration timeout);
}
