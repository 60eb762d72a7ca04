package io.eventbus.cli.outbox;

import io.eventbus.cli.settings.JdbcOptions;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.OrderedSender;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which outbox a command is about. */
final class OutboxOptions {

  @Option(names = "--name", description = "That of an outbox with a name, such as a shard.")
  private @Nullable String name;

  @Mixin private final JdbcOptions jdbc = new JdbcOptions();

  /** A relay that is never started: it has the operations of an operator. */
  OutboxRelay relay(Terminal terminal) {
    var database = jdbc.dataSource(terminal);
    try {
      var store = name == null ? JdbcOutboxStore.of(database) : JdbcOutboxStore.of(database, name);
      return OutboxRelay.of(store, OutboxOptions::noSender, RelayOptions.defaults());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--name: " + e.getMessage());
    }
  }

  private static OrderedSender noSender() {
    throw new IllegalStateException("this relay does not send");
  }

  String name() {
    return name == null ? "eventbus_outbox" : "eventbus_outbox_" + name;
  }
}
