package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.ChangeOptions;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventbus dlq discard}. */
@Command(
    name = "discard",
    description = "Sets open dead letters aside for good; they stay on their topic.",
    footer = {
      "",
      "Examples:",
      "  eventbus dlq discard -g identity-service --type test.event --because 'left by a test' -n",
      "  eventbus dlq discard -g identity-service --to 30d --because 'older than the data' --yes"
    })
final class DlqDiscardCommand implements Callable<Integer> {

  @Option(
      names = "--because",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record.")
  private String because = "";

  @Mixin private final FilterOptions filter = new FilterOptions();
  @Mixin private final ActorOption actor = new ActorOption();
  @Mixin private final GroupOptions group = new GroupOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  DlqDiscardCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (because.isBlank()) {
      throw new UsageException("say why, for the record: --because");
    }
    try (var kafka = group.connect(terminal)) {
      var letters = group.letters(kafka, terminal);
      long count = letters.count(filter.filter());
      if (change.dryRun()) {
        output.one(terminal, listing("wouldDiscard"), count);
        terminal.say("dry run: nothing was discarded");
        return ExitCode.OK;
      }
      if (count == 0) {
        terminal.say("nothing to discard: no open dead letter of this group matches");
        return filter.namesLetters() ? ExitCode.FAILED : ExitCode.OK;
      }
      var question = "Discard " + count + " dead letters for good?";
      if (count > 1 && !change.confirmed(terminal, question)) {
        return ExitCode.FAILED;
      }
      long discarded = letters.discard(filter.filter(), actor.name(), because);
      output.one(terminal, listing("discarded"), discarded);
    }
    return ExitCode.OK;
  }

  private static Listing<Long> listing(String name) {
    return Listing.<Long>empty().with(name, count -> count);
  }
}
