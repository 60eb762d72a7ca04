package io.eventbus.retry;

import io.eventbus.event.EventBusException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler to say that something it needs is away, for any event: the partition waits
 * and tries again by itself, no attempt is spent, and no event becomes a dead letter.
 */
public final class OutageException extends EventBusException {

  private static final long serialVersionUID = 1L;

  /** Something is away. */
  public OutageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
