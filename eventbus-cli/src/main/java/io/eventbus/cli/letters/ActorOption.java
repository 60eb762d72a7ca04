package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who does something, for the record. */
final class ActorOption {

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Who does it, for the record; the user of this machine by default.")
  private @Nullable String name;

  String name() {
    var known = name == null ? System.getProperty("user.name", "") : name;
    if (known.isBlank()) {
      throw new UsageException("say who does it: --as");
    }
    return known;
  }
}
