package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code eventbus dlq}. */
@Command(
    name = "dlq",
    description = "Looks at dead letters, sends them back, or sets them aside.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A letter stays on its topic. It is open until it was sent back or discarded, which",
      "is recorded with who, when and why: eventbus dlq acts.",
      "",
      "Examples:",
      "  eventbus dlq list --group identity-service --by exception",
      "  eventbus dlq redrive --group identity-service --exception SQLException --dry-run"
    })
public final class DlqCommand {

  private DlqCommand() {}

  /** The command for a terminal. */
  public static CommandLine of(Terminal terminal) {
    return new CommandLine(new DlqCommand())
        .addSubcommand(new DlqListCommand(terminal))
        .addSubcommand(new DlqShowCommand(terminal))
        .addSubcommand(new DlqRedriveCommand(terminal))
        .addSubcommand(new DlqDiscardCommand(terminal))
        .addSubcommand(new DlqExportCommand(terminal))
        .addSubcommand(new DlqActsCommand(terminal));
  }
}
