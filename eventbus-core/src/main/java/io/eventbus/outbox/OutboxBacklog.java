package io.eventbus.outbox;

import io.eventbus.event.Arguments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What lies in an outbox. Immutable.
 *
 * @param events how many events are not yet sent, those that are held back left out
 * @param oldestAge how long the oldest of them has been there, by the database's clock; zero if
 *     there is none
 * @param held how many events are held back, those behind a refused one included
 * @param relay the process that has the lease and sends them: its id, its host and a unique id;
 *     {@code null} if none has
 */
public record OutboxBacklog(long events, Duration oldestAge, long held, @Nullable String relay) {

  /** Checks the arguments. */
  public OutboxBacklog {
    Arguments.requireNotNegative(oldestAge, "oldestAge");
  }
}
