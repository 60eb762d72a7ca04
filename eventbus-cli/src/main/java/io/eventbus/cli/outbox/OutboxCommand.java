package io.eventbus.cli.outbox;

import io.eventbus.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code eventbus outbox}. */
@Command(
    name = "outbox",
    description = "Looks at an outbox, and decides about events that Kafka refuses.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The database is named by --jdbc-url or EVENTBUS_JDBC_URL. No relay is started:",
      "the active one, wherever it runs, does what is asked within a second or two.",
      "",
      "Examples:",
      "  eventbus outbox status --jdbc-url jdbc:postgresql://db/orders --jdbc-username ops",
      "  eventbus outbox held",
      "  eventbus outbox retry 17"
    })
public final class OutboxCommand {

  private OutboxCommand() {}

  /** The command for a terminal. */
  public static CommandLine of(Terminal terminal) {
    return new CommandLine(new OutboxCommand())
        .addSubcommand(new OutboxStatusCommand(terminal))
        .addSubcommand(new OutboxHeldCommand(terminal))
        .addSubcommand(new OutboxRetryCommand(terminal))
        .addSubcommand(new OutboxSkipCommand(terminal));
  }
}
