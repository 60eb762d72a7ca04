package io.eventbus.outbox;

import io.eventbus.event.Arguments;
import java.time.Duration;

/**
 * Bounds of a relay. By default it reads 1,000 events at once; 10,000 events or 32 MiB are on their
 * way, which is what comes twice at most when it is killed; it looks for new events each 100 ms
 * where nothing wakes it; its lease holds for 15 seconds; a record is tried for two minutes.
 * Immutable.
 *
 * @param pageSize how many events are read at once
 * @param maxInFlightEvents how many events may be read and not yet removed
 * @param maxInFlightBytes how many bytes those may have together that are not acknowledged
 * @param pollInterval the longest pause between two looks into the outbox
 * @param leaseLength how long others wait for a relay that is silent, at least a second; as long an
 *     event is tried that fails for an unclear reason, and twice as long a relay keeps its lease
 *     while it can send nothing
 * @param deliveryTimeout how long a record is tried before the relay begins anew with it, at least
 *     a second
 */
public record RelayOptions(
    int pageSize,
    int maxInFlightEvents,
    long maxInFlightBytes,
    Duration pollInterval,
    Duration leaseLength,
    Duration deliveryTimeout) {

  private static final RelayOptions DEFAULTS =
      new RelayOptions(
          1_000,
          10_000,
          32L * 1024 * 1024,
          Duration.ofMillis(100),
          Duration.ofSeconds(15),
          Duration.ofMinutes(2));

  /** Checks the arguments. */
  public RelayOptions {
    Arguments.requireAtLeast(pageSize, 1, "pageSize");
    Arguments.requireAtLeast(maxInFlightEvents, 1, "maxInFlightEvents");
    Arguments.requireAtLeast(maxInFlightBytes, 1, "maxInFlightBytes");
    Arguments.requirePositive(pollInterval, "pollInterval");
    Arguments.requirePositive(leaseLength, "leaseLength");
    Arguments.requireAtLeast(leaseLength.toMillis(), 1_000, "leaseLength in ms");
    Arguments.requirePositive(deliveryTimeout, "deliveryTimeout");
    Arguments.requireAtLeast(deliveryTimeout.toMillis(), 1_000, "deliveryTimeout in ms");
  }

  /** The defaults named above. */
  public static RelayOptions defaults() {
    return DEFAULTS;
  }

  /** The same options with other bounds of what is on its way. */
  public RelayOptions withInFlight(int pageSize, int maxInFlightEvents, long maxInFlightBytes) {
    return new RelayOptions(
        pageSize, maxInFlightEvents, maxInFlightBytes, pollInterval, leaseLength, deliveryTimeout);
  }

  /** The same options with another pause between two looks into the outbox. */
  public RelayOptions withPollInterval(Duration pollInterval) {
    return new RelayOptions(
        pageSize, maxInFlightEvents, maxInFlightBytes, pollInterval, leaseLength, deliveryTimeout);
  }

  /** The same options with another lease. */
  public RelayOptions withLeaseLength(Duration leaseLength) {
    return new RelayOptions(
        pageSize, maxInFlightEvents, maxInFlightBytes, pollInterval, leaseLength, deliveryTimeout);
  }

  /** The same options with another time for a record. */
  public RelayOptions withDeliveryTimeout(Duration deliveryTimeout) {
    return new RelayOptions(
        pageSize, maxInFlightEvents, maxInFlightBytes, pollInterval, leaseLength, deliveryTimeout);
  }
}
