package io.eventbus.cli.outbox;

import io.eventbus.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventbus outbox retry}. */
@Command(
    name = "retry",
    description = "Has held events tried again, and what waits behind them sent after them.",
    footer = {
      "",
      "Examples:",
      "  eventbus outbox retry 17 18        # once the reason is mended",
      "  eventbus outbox retry 17 --dry-run"
    })
final class OutboxRetryCommand implements Callable<Integer> {

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only tell what would be done.")
  private boolean dryRun;

  @Mixin private final HeldIds ids = new HeldIds();
  @Mixin private final OutboxOptions outbox = new OutboxOptions();

  private final Terminal terminal;

  OutboxRetryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var relay = outbox.relay(terminal)) {
      return dryRun
          ? ids.preview(terminal, relay, "tried again")
          : ids.each(terminal, relay::retry, "is tried again");
    }
  }
}
