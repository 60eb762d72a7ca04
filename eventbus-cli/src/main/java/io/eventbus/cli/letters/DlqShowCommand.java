package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.CommandFailedException;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.deadletter.LetterId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eventbus dlq show}. */
@Command(
    name = "show",
    description = "Shows one dead letter, open or not.",
    footer = {
      "",
      "Examples:",
      "  eventbus dlq show -g identity-service emis.teacher.teachercreated.identity-service.dlq:0:17",
      "  eventbus dlq show -g identity-service orders.identity-service.dlq:0:17 --stack-trace --body"
    })
final class DlqShowCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      converter = LetterIdConverter.class,
      description = "topic:partition:offset, as it is listed.")
  private @Nullable LetterId id;

  @Option(names = "--body", description = "What the event holds, too.")
  private boolean body;

  @Option(names = "--stack-trace", description = "Where the last exception was thrown, too.")
  private boolean stackTrace;

  @Mixin private final GroupOptions group = new GroupOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  DlqShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var wanted = Objects.requireNonNull(id);
    try (var kafka = group.connect(terminal)) {
      var letters = group.letters(kafka, terminal);
      var letter =
          Optional.of(wanted)
              .filter(each -> letters.topics().contains(each.topic())) // else it is no letter
              .flatMap(letters::find)
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          "there is no letter "
                              + wanted
                              + " of this group; eventbus dlq list lists the open ones"));
      var shown = new ShownLetter(letter, letters.act(wanted).orElse(null));
      output.one(terminal, shown.listing(output.json(), body, stackTrace), shown);
      if (!output.json()) {
        shown.texts(body, stackTrace).forEach(terminal.out()::println);
        terminal.out().flush();
      }
    }
    return ExitCode.OK;
  }
}
