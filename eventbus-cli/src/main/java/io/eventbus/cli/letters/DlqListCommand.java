package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.Grouping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventbus dlq list}. */
@Command(
    name = "list",
    description = "Lists open dead letters, or counts them.",
    footer = {
      "",
      "Examples:",
      "  eventbus dlq list --group identity-service",
      "  eventbus dlq list --group identity-service --by exception",
      "  eventbus dlq list --group identity-service --type teacher.created --from 2h --json"
    })
final class DlqListCommand implements Callable<Integer> {

  private static final String NONE = "no open dead letters";

  private static final Listing<DeadLetter> LETTERS =
      Listing.<DeadLetter>empty()
          .with("id", letter -> letter.id().toString())
          .with("diedAt", DeadLetter::diedAt)
          .with("type", DeadLetter::type)
          .with("key", DeadLetter::key)
          .with("reason", letter -> letter.reason().code())
          .with("exception", DlqListCommand::exceptionOf)
          .with("attempts", DeadLetter::attempts)
          .with("round", DeadLetter::round);

  @Option(
      names = {"-m", "--max"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most; ${DEFAULT-VALUE} by default.")
  private int most;

  @Option(
      names = "--by",
      paramLabel = "KIND",
      description = "Count them instead, by ${COMPLETION-CANDIDATES}.")
  private @Nullable Grouping by;

  @Mixin private final FilterOptions filter = new FilterOptions();
  @Mixin private final GroupOptions group = new GroupOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  DlqListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (most < 1 || most == Integer.MAX_VALUE) {
      throw new UsageException("--max is " + most + ", allowed: whole numbers from 1");
    }
    try (var kafka = group.connect(terminal)) {
      var letters = group.letters(kafka, terminal);
      if (by == null) {
        list(letters);
      } else {
        count(letters, by);
      }
    }
    return ExitCode.OK;
  }

  private void list(DeadLetters letters) {
    var found = letters.list(filter.filter(), most + 1);
    output.list(terminal, LETTERS, found.subList(0, Math.min(most, found.size())), NONE);
    if (found.size() > most) {
      terminal.say("there are more than " + most + ": see them with --max, count them with --by");
    }
  }

  private void count(DeadLetters letters, Grouping grouping) {
    var name = grouping.name().toLowerCase(Locale.ROOT);
    var listing =
        Listing.<Map.Entry<String, Long>>empty()
            .with(name, Map.Entry::getKey)
            .with("letters", Map.Entry::getValue);
    var counts = letters.count(filter.filter(), grouping);
    output.list(terminal, listing, List.copyOf(counts.entrySet()), NONE);
  }

  /** Without its package, which few need to see in a list. */
  private static @Nullable String exceptionOf(DeadLetter letter) {
    var name = letter.exceptionClass();
    return name == null ? null : name.substring(name.lastIndexOf('.') + 1);
  }
}
