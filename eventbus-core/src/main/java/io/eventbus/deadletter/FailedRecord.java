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
 */
public record FailedRecord(
    EncodedEvent encoded,
    RecordOrigin origin,
    DeadLetterReason reason,
    int attempts,
    @Nullable Throwable failure) {

  /** Checks the arguments. */
  public FailedRecord {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(origin, "origin");
    Arguments.requirePresent(reason, "reason");
    Arguments.requireAtLeast(attempts, 0, "attempts");
  }
}
