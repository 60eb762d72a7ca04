package io.eventbus.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A member of a consumer group at work, made by {@link EventConsumerBuilder#start()}. Safe to share
 * between threads.
 */
public sealed interface EventConsumer extends AutoCloseable
    permits RunningConsumer, DisabledConsumer {

  /** How long {@link #close()} waits for running handlers. */
  Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);

  /** The consumer group that it belongs to. */
  String group();

  /** Where it stands in its life. */
  ConsumerState state();

  /** The last error that stopped it; empty again once it works. */
  Optional<Throwable> failure();

  /** What it has done since it was started. */
  ConsumerStatistics statistics();

  /** How things stand with it and its partitions. */
  ConsumerStatus status();

  /**
   * What it has handlers for, by topic and type; of a pattern, the pattern and the topics that it
   * has matched so far.
   */
  List<SubscriptionStatus> subscriptions();

  /**
   * Begins no event of any topic any more until {@link #resume()}; what is in the handlers goes on.
   * Survives rebalances and restarts. A pause holds only this member of the group.
   */
  void pause();

  /** Ends every pause: of all, of topics and of types. */
  void resume();

  /**
   * Begins no event of this topic any more.
   *
   * @throws IllegalArgumentException if it is not subscribed to
   */
  void pause(String topic);

  /**
   * Ends the pause of this topic.
   *
   * @throws IllegalArgumentException if it is not subscribed to
   */
  void resume(String topic);

  /**
   * Begins no event of this type any more. Those that come hold their keys, and in the end, when
   * their partition has as many as it may, the partition.
   *
   * @throws IllegalArgumentException if the class has no handler
   */
  void pause(Class<?> eventClass);

  /**
   * Ends the pause of this type.
   *
   * @throws IllegalArgumentException if the class has no handler
   */
  void resume(Class<?> eventClass);

  /**
   * Goes back to the oldest events of the partitions that this member has now, as in a rebalance:
   * handlers finish first. What the group has saved moves with it.
   *
   * @return completes once the next event is the oldest; fails if no broker answers or the consumer
   *     is closed
   */
  CompletionStage<Void> seekToBeginning();

  /**
   * Moves to the first events of this time or later of the partitions that this member has now, or
   * to the end where there are none.
   *
   * @return as for {@link #seekToBeginning()}
   */
  CompletionStage<Void> seekTo(Instant time);

  /** Closes within {@link #DEFAULT_CLOSE_TIMEOUT}. */
  @Override
  default void close() {
    close(DEFAULT_CLOSE_TIMEOUT);
  }

  /**
   * Lets the running handlers finish, saves the progress and leaves the group. What was read but
   * not begun, or waits for a retry, is left to the next member. Handlers that still run when the
   * time is over are interrupted, and their events come again. Closing again does nothing. Called
   * from inside a handler of this consumer it only asks for the close and returns at once.
   *
   * @param timeout how long to wait for running handlers, not negative
   */
  void close(Duration timeout);
}
