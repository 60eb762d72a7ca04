package io.eventbus.test;

/** Somebody else listens on a broker's port; with other ports the start may work. */
final class PortTakenException extends KafkaClusterException {

  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }
}
