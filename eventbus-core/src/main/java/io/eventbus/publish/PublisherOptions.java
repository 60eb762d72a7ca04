package io.eventbus.publish;

import io.eventbus.event.Arguments;
import java.time.Duration;

/**
 * Bounds of the publisher. By default an event may have 1 MiB; while no broker can be reached
 * 50,000 events or 32 MiB wait, each at most a minute; what the producer has taken is tried for two
 * minutes. Immutable.
 *
 * @param maxEventBytes the largest event, key and headers included
 * @param maxWaitingEvents how many events may wait for the broker or for a topic
 * @param maxWaitingBytes how many bytes they may have together
 * @param maxWait how long one may wait until the producer takes it
 * @param deliveryTimeout how long the producer then tries to deliver it, at least a second
 */
public record PublisherOptions(
    int maxEventBytes,
    int maxWaitingEvents,
    long maxWaitingBytes,
    Duration maxWait,
    Duration deliveryTimeout) {

  /** Checks the arguments. */
  public PublisherOptions {
    Arguments.requireAtLeast(maxEventBytes, 1, "maxEventBytes");
    Arguments.requireAtLeast(maxWaitingEvents, 1, "maxWaitingEvents");
    Arguments.requireAtLeast(maxWaitingBytes, 1, "maxWaitingBytes");
    Arguments.requirePositive(maxWait, "maxWait");
    Arguments.requirePositive(deliveryTimeout, "deliveryTimeout");
    Arguments.requireAtLeast(deliveryTimeout.toMillis(), 1000, "deliveryTimeout in ms");
  }

  /** The defaults named above. */
  public static PublisherOptions defaults() {
    return new PublisherOptions(
        1024 * 1024, 50_000, 32L * 1024 * 1024, Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  /** The same options with another size of the largest event, in bytes. */
  public PublisherOptions withMaxEventBytes(int maxEventBytes) {
    return new PublisherOptions(
        maxEventBytes, maxWaitingEvents, maxWaitingBytes, maxWait, deliveryTimeout);
  }

  /** The same options with other bounds of what may wait. */
  public PublisherOptions withWaiting(
      int maxWaitingEvents, long maxWaitingBytes, Duration maxWait) {
    return new PublisherOptions(
        maxEventBytes, maxWaitingEvents, maxWaitingBytes, maxWait, deliveryTimeout);
  }

  /** The same options with another time for delivery. */
  public PublisherOptions withDeliveryTimeout(Duration deliveryTimeout) {
    return new PublisherOptions(
        maxEventBytes, maxWaitingEvents, maxWaitingBytes, maxWait, deliveryTimeout);
  }
}
