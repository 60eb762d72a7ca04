package io.eventbus.cli.letters;

import io.eventbus.cli.settings.KafkaAccess;
import io.eventbus.cli.terminal.CommandFailedException;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventbus dlq export}. */
@Command(
    name = "export",
    description = "Writes open dead letters as lines of JSON.",
    footer = {
      "",
      "Examples:",
      "  eventbus dlq export -g identity-service > letters.jsonl",
      "  eventbus dlq export -g identity-service --from 1d --body --output letters.jsonl"
    })
final class DlqExportCommand implements Callable<Integer> {

  @Option(names = "--body", description = "What the events hold, too.")
  private boolean body;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "A new file, instead of standard output.")
  private @Nullable Path file;

  @Mixin private final FilterOptions filter = new FilterOptions();
  @Mixin private final GroupOptions group = new GroupOptions();

  private final Terminal terminal;

  DlqExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var kafka = group.connect(terminal)) {
      if (file == null) {
        export(kafka, new EscapedLines(terminal.out()));
        terminal.out().flush();
      } else {
        exportTo(kafka, file);
      }
    }
    return ExitCode.OK;
  }

  private void export(KafkaAccess kafka, Appendable to) {
    group.letters(kafka, terminal).export(filter.filter(), body, to);
  }

  private void exportTo(KafkaAccess kafka, Path target) {
    try (var writer = Files.newBufferedWriter(target, StandardOpenOption.CREATE_NEW)) {
      export(kafka, writer);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException("file " + target + " is there already: name another", e);
    } catch (IOException e) {
      throw new CommandFailedException("file " + target + " cannot be written", e);
    }
  }
}
