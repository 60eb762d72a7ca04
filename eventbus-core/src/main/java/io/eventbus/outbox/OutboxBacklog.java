package io.eventbus.outbox;

import io.eventbus.event.Arguments;
import java.time.Duration;

/**
 * What lies in an outbox. Immutable.
 *
 * @param events how many events are not yet sent, those that are held back left out
 * @param oldestAge how long the oldest of them has been there, by the database's clock; zero if
 *     there is none
 * @param held how many events are held back, those behind a refused one included
 */
public record OutboxBacklog(long events, Duration oldestAge, long held) {

  /** Checks the arguments. */
  public OutboxBacklog {
    Arguments.requireNotNegative(oldestAge, "oldestAge");
  }
}
