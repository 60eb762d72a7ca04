package io.eventbus.cli.terminal;

import org.jspecify.annotations.Nullable;

/** A command could not do its work; the message is one line that says what to do. */
public final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a cause that could tell more. */
  public CommandFailedException(String message) {
    this(message, null);
  }

  /** With the cause, which is shown on request only. */
  public CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
