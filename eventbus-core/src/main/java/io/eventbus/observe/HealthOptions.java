package io.eventbus.observe;

import io.eventbus.event.Arguments;
import java.time.Duration;

/**
 * From when on something counts as wrong. By default a handler may run for five minutes, a poll
 * loop be silent for 30 seconds, an event lie in the outbox for a minute, and brokers and databases
 * have two seconds to answer. Immutable.
 *
 * @param handlerTimeout how long a call of a handler, or the stage of an asynchronous one, may take
 * @param pollTimeout how long a consumer may not have asked the broker for records, or be without a
 *     place in its group at its start
 * @param outboxAge how long the oldest event may lie in an outbox that is not held back
 * @param probeTimeout how long a broker or the database of an outbox may take to answer
 */
public record HealthOptions(
    Duration handlerTimeout, Duration pollTimeout, Duration outboxAge, Duration probeTimeout) {

  private static final HealthOptions DEFAULTS =
      new HealthOptions(
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2));

  /** Checks the arguments. */
  public HealthOptions {
    Arguments.requirePositive(handlerTimeout, "handlerTimeout");
    Arguments.requirePositive(pollTimeout, "pollTimeout");
    Arguments.requirePositive(outboxAge, "outboxAge");
    Arguments.requirePositive(probeTimeout, "probeTimeout");
  }

  /** The defaults named above. */
  public static HealthOptions defaults() {
    return DEFAULTS;
  }

  /** The same options with another time for handlers. */
  public HealthOptions withHandlerTimeout(Duration handlerTimeout) {
    return new HealthOptions(handlerTimeout, pollTimeout, outboxAge, probeTimeout);
  }

  /** The same options with another time for poll loops. */
  public HealthOptions withPollTimeout(Duration pollTimeout) {
    return new HealthOptions(handlerTimeout, pollTimeout, outboxAge, probeTimeout);
  }

  /** The same options with another age of events in an outbox. */
  public HealthOptions withOutboxAge(Duration outboxAge) {
    return new HealthOptions(handlerTimeout, pollTimeout, outboxAge, probeTimeout);
  }

  /** The same options with another time for brokers and databases to answer. */
  public HealthOptions withProbeTimeout(Duration probeTimeout) {
    return new HealthOptions(handlerTimeout, pollTimeout, outboxAge, probeTimeout);
  }
}
