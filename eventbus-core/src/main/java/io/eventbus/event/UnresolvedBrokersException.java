package io.eventbus.event;

/** No name among the bootstrap servers resolves, which may change: it is worth trying again. */
public final class UnresolvedBrokersException extends EventBusException {

  private static final long serialVersionUID = 1L;

  /** With the client's own failure as its cause. */
  public UnresolvedBrokersException(Throwable cause) {
    super("no name in bootstrap.servers resolves: check the names and the network", cause);
  }
}
