package io.eventbus.cli.outbox;

import io.eventbus.cli.terminal.ChangeOptions;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code eventbus outbox skip}. */
@Command(
    name = "skip",
    description = "Gives held events up for good, and has what waits behind them sent.",
    footer = {
      "",
      "Examples:",
      "  eventbus outbox skip 17",
      "  eventbus outbox skip 17 18 --yes",
      "  eventbus outbox skip 17 --dry-run"
    })
final class OutboxSkipCommand implements Callable<Integer> {

  @Mixin private final HeldIds ids = new HeldIds();
  @Mixin private final OutboxOptions outbox = new OutboxOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  private final Terminal terminal;

  OutboxSkipCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var relay = outbox.relay(terminal)) {
      if (change.dryRun()) {
        return ids.preview(terminal, relay, "given up");
      }
      var question = "Give up " + ids.counted() + " of the outbox for good?";
      return change.confirmed(terminal, question)
          ? ids.each(terminal, relay::skip, "is given up")
          : ExitCode.FAILED;
    }
  }
}
