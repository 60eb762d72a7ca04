package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.UsageException;
import io.eventbus.deadletter.RedriveOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast letters are sent back, by whom, and which no more. */
final class RedriveRate {

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many in a second at most; ${DEFAULT-VALUE} by default.")
  private int rate;

  @Option(
      names = "--max-rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Leave those that have died more often; ${DEFAULT-VALUE} by default.")
  private int maxRounds;

  @Mixin private final ActorOption actor = new ActorOption();

  RedriveOptions options() {
    if (rate < 1 || maxRounds < 1) {
      throw new UsageException("--rate and --max-rounds allow whole numbers from 1");
    }
    return new RedriveOptions(actor.name(), rate, maxRounds);
  }
}
