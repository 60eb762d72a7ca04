package io.eventbus.cli.terminal;

import picocli.CommandLine.Option;

/** The options of commands that change something. */
public final class ChangeOptions {

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only tell what would be done.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  /** Whether nothing is to be changed. */
  public boolean dryRun() {
    return dryRun;
  }

  /**
   * Asks the operator whether to go on.
   *
   * @return whether to
   * @throws UsageException if nobody is there to be asked
   */
  public boolean confirmed(Terminal terminal, String question) {
    if (yes) {
      return true;
    }
    if (!terminal.operator().answers()) {
      throw new UsageException(
          question
              + " Nobody is here to be asked: add --yes, or --dry-run to see what it would do");
    }
    var answer = terminal.operator().ask(Texts.printable(question) + " [y/N] ").strip();
    boolean agreed = answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    if (!agreed) {
      terminal.say("nothing was changed");
    }
    return agreed;
  }
}
