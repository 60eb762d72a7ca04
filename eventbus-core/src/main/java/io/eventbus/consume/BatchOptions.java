package io.eventbus.consume;

import io.eventbus.event.Arguments;
import java.time.Duration;

/**
 * How a batch is filled: by default up to 500 events, for at most 100 ms. Immutable.
 *
 * @param maxEvents the most events in a list
 * @param maxWait how long the first event of a list waits for others; zero takes what is there
 */
public record BatchOptions(int maxEvents, Duration maxWait) {

  private static final BatchOptions DEFAULTS = new BatchOptions(500, Duration.ofMillis(100));

  /** Checks the arguments. */
  public BatchOptions {
    Arguments.requireAtLeast(maxEvents, 1, "maxEvents");
    Arguments.requireNotNegative(maxWait, "maxWait");
  }

  /** The defaults named above. */
  public static BatchOptions defaults() {
    return DEFAULTS;
  }

  /** The same options with this many events in a list at most. */
  public BatchOptions withMaxEvents(int maxEvents) {
    return new BatchOptions(maxEvents, maxWait);
  }

  /** The same options with another wait of a list's first event. */
  public BatchOptions withMaxWait(Duration maxWait) {
    return new BatchOptions(maxEvents, maxWait);
  }
}
