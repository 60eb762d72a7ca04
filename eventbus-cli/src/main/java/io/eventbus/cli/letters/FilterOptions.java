package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.MomentConverter;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetterReason;
import io.eventbus.deadletter.LetterId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters a command is about: all open ones, unless more is said. */
final class FilterOptions {

  @Parameters(
      paramLabel = "ID",
      converter = LetterIdConverter.class,
      description = "These letters only: topic:partition:offset, as they are listed.")
  private final List<LetterId> ids = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "That died then or later: " + MomentConverter.ALLOWED + ".")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "That died before.")
  private @Nullable Instant to;

  @Option(names = "--type", description = "Of this logical type.")
  private @Nullable String type;

  @Option(
      names = {"-k", "--key"},
      description = "With this key.")
  private @Nullable String key;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      converter = ReasonConverter.class,
      description =
          "That died for it: undecodable, unknown-type, retries-exhausted, not-retryable.")
  private @Nullable DeadLetterReason reason;

  @Option(
      names = "--exception",
      paramLabel = "CLASS",
      description = "With this exception, by its full name or without the package.")
  private @Nullable String exception;

  @Option(names = "--topic", description = "That were read from this topic first.")
  private @Nullable String topic;

  /** Whether single letters are named. */
  boolean namesLetters() {
    return !ids.isEmpty();
  }

  DeadLetterFilter filter() {
    return new DeadLetterFilter(
        from,
        to,
        type,
        key,
        reason,
        exception,
        ids.isEmpty() ? null : new LinkedHashSet<>(ids),
        topic);
  }
}
