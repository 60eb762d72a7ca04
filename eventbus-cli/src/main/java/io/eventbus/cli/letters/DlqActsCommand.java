package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.deadletter.LetterAct;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code eventbus dlq acts}. */
@Command(
    name = "acts",
    description = "Lists what was done with dead letters: when, by whom, and why.",
    footer = {
      "",
      "Examples:",
      "  eventbus dlq acts -g identity-service",
      "  eventbus dlq acts -g identity-service --json | jq 'select(.act == \"discarded\")'"
    })
final class DlqActsCommand implements Callable<Integer> {

  private static final Listing<LetterAct> LISTING =
      Listing.<LetterAct>empty()
          .with("at", LetterAct::at)
          .with("act", act -> act.kind().code())
          .with("by", LetterAct::by)
          .with("letter", act -> act.letter().toString())
          .with("eventId", LetterAct::eventId)
          .with("target", DlqActsCommand::targetOf)
          .with("reason", LetterAct::reason)
          .with("run", LetterAct::run);

  @Mixin private final GroupOptions group = new GroupOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  DlqActsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var kafka = group.connect(terminal)) {
      var acts = group.letters(kafka, terminal).acts();
      output.list(terminal, LISTING, acts, "nothing was done with dead letters of this group");
    }
    return ExitCode.OK;
  }

  private static @Nullable String targetOf(LetterAct act) {
    var target = act.target();
    return target == null ? null : target.toString();
  }
}
