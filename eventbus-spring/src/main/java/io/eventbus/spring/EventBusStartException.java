package io.eventbus.spring;

import io.eventbus.event.EventBusException;
import org.jspecify.annotations.Nullable;

/** Why an application with a bus cannot start, and what to do about it. */
final class EventBusStartException extends EventBusException {

  private static final long serialVersionUID = 1L;

  private final String action;

  EventBusStartException(String message, String action, @Nullable Throwable cause) {
    super(message, cause);
    this.action = action;
  }

  /** What to do. */
  String action() {
    return action;
  }
}
