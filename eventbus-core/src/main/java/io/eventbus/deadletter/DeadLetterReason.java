package io.eventbus.deadletter;

import java.util.Locale;

/** Why an event became a dead letter. */
public enum DeadLetterReason {
  /** Its bytes are no event of this contract; it was not tried again. */
  UNDECODABLE,
  /** Nobody here knows its type, and the consumer asked for such events to be kept. */
  UNKNOWN_TYPE,
  /** The handler failed in every attempt that the retry policy allows. */
  RETRIES_EXHAUSTED,
  /** The handler failed in a way that the retry policy does not retry. */
  NOT_RETRYABLE;

  /** The code in the header {@link DeadLetterHeaders#REASON}, for example {@code undecodable}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
