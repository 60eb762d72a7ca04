package io.eventbus.consume;

import io.eventbus.event.Arguments;
import java.time.Duration;

/**
 * Bounds of a consumer. By default order is kept by key; 16 events are in the handlers at once; a
 * partition is paused while 4,000 of its events or 16 MiB are being handled or wait; progress is
 * saved each second; a partition that is taken away waits 10 seconds for its running handlers; a
 * new group starts from the beginning. Immutable.
 *
 * @param ordering which events wait for each other
 * @param concurrency how many events are in the handlers at once, a batch counting as one
 * @param maxInFlightEvents how many events of one partition may be read but not yet handled, at
 *     most 1,000,000
 * @param maxInFlightBytes how many bytes they may have together
 * @param commitInterval how often progress is saved
 * @param revokeTimeout how long the handlers of a partition that another member takes over may run
 *     on
 * @param startFrom where a group begins that has no saved progress
 */
public record ConsumerOptions(
    Ordering ordering,
    int concurrency,
    int maxInFlightEvents,
    long maxInFlightBytes,
    Duration commitInterval,
    Duration revokeTimeout,
    StartFrom startFrom) {

  private static final int MOST_IN_FLIGHT = 1_000_000;

  private static final ConsumerOptions DEFAULTS =
      new ConsumerOptions(
          Ordering.KEY,
          16,
          4000,
          16L * 1024 * 1024,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          StartFrom.beginning());

  /** Checks the arguments. */
  public ConsumerOptions {
    Arguments.requirePresent(ordering, "ordering");
    Arguments.requireAtLeast(concurrency, 1, "concurrency");
    Arguments.requireAtLeast(maxInFlightEvents, 1, "maxInFlightEvents");
    if (maxInFlightEvents > MOST_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "maxInFlightEvents must be at most " + MOST_IN_FLIGHT + " but is " + maxInFlightEvents);
    }
    Arguments.requireAtLeast(maxInFlightBytes, 1, "maxInFlightBytes");
    Arguments.requirePositive(commitInterval, "commitInterval");
    Arguments.requireNotNegative(revokeTimeout, "revokeTimeout");
    Arguments.requirePresent(startFrom, "startFrom");
  }

  /** The defaults named above. */
  public static ConsumerOptions defaults() {
    return DEFAULTS;
  }

  /** The same options with another order. */
  public ConsumerOptions withOrdering(Ordering ordering) {
    return new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightBytes,
        commitInterval,
        revokeTimeout,
        startFrom);
  }

  /** The same options with this many events in the handlers at once. */
  public ConsumerOptions withConcurrency(int concurrency) {
    return new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightBytes,
        commitInterval,
        revokeTimeout,
        startFrom);
  }

  /** The same options with other bounds of what is being handled per partition. */
  public ConsumerOptions withMaxInFlight(int maxInFlightEvents, long maxInFlightBytes) {
    return new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightBytes,
        commitInterval,
        revokeTimeout,
        startFrom);
  }

  /** The same options with another interval between saves of progress. */
  public ConsumerOptions withCommitInterval(Duration commitInterval) {
    return new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightBytes,
        commitInterval,
        revokeTimeout,
        startFrom);
  }

  /** The same options with another wait for the handlers of a partition that is taken away. */
  public ConsumerOptions withRevokeTimeout(Duration revokeTimeout) {
    return new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightBytes,
        commitInterval,
        revokeTimeout,
        startFrom);
  }

  /** The same options with another beginning for a new group. */
  public ConsumerOptions withStartFrom(StartFrom startFrom) {
    return new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightBytes,
        commitInterval,
        revokeTimeout,
        startFrom);
  }
}
