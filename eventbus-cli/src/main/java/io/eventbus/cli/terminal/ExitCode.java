package io.eventbus.cli.terminal;

/** What a command tells the program that has called it. */
public final class ExitCode {

  /** All is done. */
  public static final int OK = 0;

  /** It could not be done, or not all of it. */
  public static final int FAILED = 1;

  /** The command line or a setting is wrong; nothing was done. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
