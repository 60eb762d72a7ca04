package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.event.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be handled. Immutable.
 *
 * @param encoded the record as it was read
 * @param origin where it was read
 * @param reason why it failed
 * @param attempts how often the handler was tried; 0 if it never came to that
 * @param failure the last exception, {@code null} where there was none
 * @param round how often the event has died by now, counted from 1
 */
public record FailedRecord(
    EncodedEvent encoded,
    RecordOrigin origin,
    DeadLetterReason reason,
    int attempts,
    @Nullable Throwable failure,
    int round) {

  /** Checks the arguments. */
  public FailedRecord {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(origin, "origin");
    Arguments.requirePresent(reason, "reason");
    Arguments.requireAtLeast(attempts, 0, "attempts");
    Arguments.requireAtLeast(round, 1, "round");
  }

  /** The first death of an event. */
  public FailedRecord(
      EncodedEvent encoded,
      RecordOrigin origin,
      DeadLetterReason reason,
      int attempts,
      @Nullable Throwable failure) {
    this(encoded, origin, reason, attempts, failure, 1);
  }
}
