package io.eventbus.cli.outbox;

import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.outbox.OutboxRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The held events that a command is about. */
final class HeldIds {

  /** More than an operator would name. */
  private static final int MOST = 1_000_000;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "As eventbus outbox held shows them.")
  private final List<Long> ids = new ArrayList<>();

  @Mixin private final Output output = new Output();

  String counted() {
    return ids.size() == 1 ? "1 event" : ids.size() + " events";
  }

  /** Tells which of them are held. */
  int preview(Terminal terminal, OutboxRelay relay, String what) {
    var held = relay.held(MOST).stream().map(event -> event.id()).toList();
    return each(terminal, held::contains, "would be " + what);
  }

  /**
   * Does something to each.
   *
   * @param work {@code false} if none of this id is held
   */
  int each(Terminal terminal, LongPredicate work, String what) {
    int code = ExitCode.OK;
    for (long id : ids) {
      boolean held = work.test(id);
      code = held ? code : ExitCode.FAILED;
      if (output.json()) {
        terminal.out().println("{\"id\":" + id + ",\"held\":" + held + "}");
      } else if (held) {
        terminal.out().println(id + " " + what);
      }
      if (!held) {
        terminal.say("no event " + id + " is held; eventbus outbox held lists those there are");
      }
    }
    terminal.out().flush();
    return code;
  }
}
