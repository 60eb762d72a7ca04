package io.eventbus.codec;

import io.eventbus.event.EventBusException;

/**
 * An event that cannot be written as JSON: its class needs mending. Holds nothing of its content.
 */
public final class UnencodableEventException extends EventBusException {

  private static final long serialVersionUID = 1L;

  UnencodableEventException(String message) {
    super(message, null);
  }
}
