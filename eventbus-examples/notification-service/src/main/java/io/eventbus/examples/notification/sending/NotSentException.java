package io.eventbus.examples.notification.sending;

/** A gateway has not taken a notification, or there is none that could. */
final class NotSentException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotSentException(String message) {
    super(message);
  }
}
