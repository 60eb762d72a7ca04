package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;

/**
 * A record that is no event of this contract: trying again cannot help. The message says where it
 * went wrong and never repeats what stood there, therefore it has no cause either.
 */
public final class UndecodableEventException extends EventBusException {

  /** Why a record cannot be decoded. */
  public enum Reason {
    /** Not JSON, or an attribute of the envelope is missing or unreadable. */
    MALFORMED,
    /** JSON, but not of the event's shape. */
    WRONG_SHAPE,
    /** Beyond {@link CodecLimits}. */
    LIMIT_EXCEEDED,
    /** A record without a body. */
    EMPTY
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UndecodableEventException(Reason reason, String message) {
    super("undecodable record: " + message, null);
    this.reason = Arguments.requirePresent(reason, "reason");
  }

  /** Why it cannot be decoded. */
  public Reason reason() {
    return reason;
  }
}
