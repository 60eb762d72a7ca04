package io.eventbus.cli.outbox;

import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventbus outbox held}. */
@Command(
    name = "held",
    description = "Lists events that Kafka refuses for good, and how many wait behind each.",
    footer = {
      "",
      "Examples:",
      "  eventbus outbox held",
      "  eventbus outbox held --max 1000 --json"
    })
final class OutboxHeldCommand implements Callable<Integer> {

  @Option(
      names = {"-m", "--max"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most, the oldest first; ${DEFAULT-VALUE} by default.")
  private int most;

  @Mixin private final OutboxOptions outbox = new OutboxOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  OutboxHeldCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (most < 1) {
      throw new UsageException("--max is " + most + ", allowed: whole numbers from 1");
    }
    try (var relay = outbox.relay(terminal)) {
      output.list(terminal, HeldListing.COLUMNS, relay.held(most), "nothing is held back");
    }
    return ExitCode.OK;
  }
}
