package io.eventbus.cli.events;

import io.eventbus.cli.terminal.MomentConverter;
import io.eventbus.cli.terminal.UsageException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events are shown. */
final class TailOptions {

  @Option(
      names = "--from",
      paramLabel = "WHEN",
      description =
          "beginning, end, or a time: "
              + MomentConverter.ALLOWED
              + ". By default the beginning; with --follow the end.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only what the brokers got before this time.")
  private @Nullable Instant to;

  @Option(names = "--type", description = "Only events of this type.")
  private @Nullable String type;

  @Option(
      names = {"-k", "--key"},
      description = "Only events with this key.")
  private @Nullable String key;

  @Option(names = "--id", description = "Only the event with this identity.")
  private @Nullable String id;

  @Option(
      names = {"-m", "--max"},
      paramLabel = "N",
      description = "End after so many events.")
  private @Nullable Integer most;

  @Option(
      names = {"-F", "--follow"},
      description = "Go on with what comes in, until interrupted.")
  private boolean follow;

  boolean follows() {
    return follow;
  }

  long most() {
    if (most != null && most < 1) {
      throw new UsageException("--max is " + most + ", allowed: whole numbers from 1");
    }
    return most == null ? Long.MAX_VALUE : most;
  }

  StartPoint start() {
    return StartPoint.of(from == null ? (follow ? "end" : "beginning") : from);
  }

  boolean wants(ShownEvent event) {
    return (to == null || event.received().isBefore(to))
        && (type == null || type.equals(event.type()))
        && (key == null || key.equals(event.key()))
        && (id == null || id.equals(event.id()));
  }
}
