package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.ChangeOptions;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.deadletter.RedrivePlan;
import io.eventbus.deadletter.RedriveReport;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code eventbus dlq redrive}. */
@Command(
    name = "redrive",
    description = "Sends open dead letters back to the group that could not handle them.",
    footer = {
      "",
      "Only this group gets them, through its topic TOPIC.GROUP.retry. Their order is lost: they",
      "come after events of their key that were handled meanwhile. Interrupted, it ends after the",
      "letters that are under way; run again, it goes on where it ended.",
      "",
      "Examples:",
      "  eventbus dlq redrive -g identity-service --exception SQLException --dry-run",
      "  eventbus dlq redrive -g identity-service --from 2h --rate 1000",
      "  eventbus dlq redrive -g identity-service orders.identity-service.dlq:0:17"
    })
final class DlqRedriveCommand implements Callable<Integer> {

  private static final Listing<RedriveReport> REPORT =
      Listing.<RedriveReport>empty()
          .with("run", RedriveReport::run)
          .with("sent", RedriveReport::sent)
          .with("failed", RedriveReport::failed)
          .with("leftOut", RedriveReport::leftOut)
          .with("stopped", RedriveReport::stopped);

  @Mixin private final FilterOptions filter = new FilterOptions();
  @Mixin private final RedriveRate rate = new RedriveRate();
  @Mixin private final GroupOptions group = new GroupOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  DlqRedriveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var kafka = group.connect(terminal)) {
      var letters = group.letters(kafka, terminal);
      var plan = letters.redrive(filter.filter(), rate.options()).plan();
      if (change.dryRun()) {
        output.one(terminal, listing(output.json()), plan);
        terminal.say("dry run: nothing was sent");
        return ExitCode.OK;
      }
      if (plan.selected() == 0) {
        return none(plan);
      }
      var question = "Send " + plan.selected() + " dead letters to " + targets(plan) + "?";
      if (plan.selected() > 1 && !change.confirmed(terminal, question)) {
        return ExitCode.FAILED;
      }
      var report =
          new RedriveRunner(terminal)
              .run(
                  letters.redrive(filter.filter(), rate.options()),
                  each -> output.one(terminal, REPORT, each));
      return report.failed() > 0 || report.stopped() ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private static Listing<RedrivePlan> listing(boolean json) {
    return Listing.<RedrivePlan>empty()
        .with("selected", RedrivePlan::selected)
        .with("targets", json ? RedrivePlan::targets : DlqRedriveCommand::targets)
        .with("overRounds", RedrivePlan::overRounds)
        .with("withoutOrigin", RedrivePlan::withoutOrigin)
        .with("ofOtherGroups", RedrivePlan::ofOtherGroups);
  }

  private static String targets(RedrivePlan plan) {
    return plan.targets().entrySet().stream()
        .map(target -> target.getKey() + " (" + target.getValue() + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private int none(RedrivePlan plan) {
    terminal.say(
        "nothing to send: no open dead letter of this group matches"
            + (plan.leftOut() > 0
                ? ", except for " + plan.leftOut() + " left out (--dry-run)"
                : ""));
    return filter.namesLetters() ? ExitCode.FAILED : ExitCode.OK;
  }
}
