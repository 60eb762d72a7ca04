package io.eventbus.outbox;

import io.eventbus.event.EventBusException;
import org.jspecify.annotations.Nullable;

/** The outbox could not be written or read; the message says what was tried. */
public final class OutboxException extends EventBusException {

  private static final long serialVersionUID = 1L;

  /** A failure, most often with one of JDBC as its cause. */
  public OutboxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
