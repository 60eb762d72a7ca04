package io.eventbus.test;

import org.jspecify.annotations.Nullable;

/**
 * A test cluster did not do what it was asked for: it did not start in time, a port was taken, a
 * topic could not be created. The message says what was tried and, where a broker is to blame, ends
 * with the last lines of its log.
 */
public class KafkaClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KafkaClusterException(String message) {
    super(message);
  }

  KafkaClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
