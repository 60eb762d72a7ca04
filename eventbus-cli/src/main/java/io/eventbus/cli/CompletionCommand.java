package io.eventbus.cli;

import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code eventbus completion}. */
@Command(
    name = "completion",
    description = "Prints a script that lets bash and zsh complete commands and options.",
    footer = {"", "Examples:", "  source <(eventbus completion)"})
final class CompletionCommand implements Callable<Integer> {

  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("eventbus", Eventbus.commandLine(terminal)));
    terminal.out().flush();
    return ExitCode.OK;
  }
}
