package io.eventbus.cli.outbox;

import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.outbox.OutboxBacklog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code eventbus outbox status}. */
@Command(
    name = "status",
    description = "Tells what waits, how old it is, what is held back, and who sends it.",
    footer = {
      "",
      "Examples:",
      "  eventbus outbox status --jdbc-url jdbc:postgresql://db/orders --jdbc-username ops",
      "  eventbus outbox status --name 1 --json"
    })
final class OutboxStatusCommand implements Callable<Integer> {

  @Mixin private final OutboxOptions outbox = new OutboxOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  OutboxStatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var relay = outbox.relay(terminal)) {
      var listing =
          Listing.<OutboxBacklog>empty()
              .with("outbox", backlog -> outbox.name())
              .with("waiting", OutboxBacklog::events)
              .with("oldestAge", OutboxBacklog::oldestAge)
              .with("held", OutboxBacklog::held)
              .with("relay", OutboxBacklog::relay);
      output.one(terminal, listing, relay.backlog());
    }
    return ExitCode.OK;
  }
}
