package io.eventbus.cli.terminal;

/** A command was called in a way that cannot work; the message says how it would. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With one line. */
  public UsageException(String message) {
    super(message);
  }
}
