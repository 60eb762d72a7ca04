package io.eventbus.event;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this library throws for a reason other than a wrong argument. Unchecked.
 * Its message names what was tried and what to do; it never holds the body of an event.
 */
public class EventBusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure with its cause, {@code null} where there is none. */
  public EventBusException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
