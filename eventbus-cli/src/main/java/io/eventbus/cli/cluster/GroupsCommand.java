package io.eventbus.cli.cluster;

import io.eventbus.cli.settings.KafkaOptions;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code eventbus groups}. */
@Command(
    name = "groups",
    description = "Tells how far consumer groups are behind; one group in detail.",
    footer = {
      "",
      "The lag counts from the saved position to the end. What a consumer has done",
      "beyond its saved position counts as lag until it is saved.",
      "",
      "Examples:",
      "  eventbus groups",
      "  eventbus groups identity-service",
      "  eventbus groups --json | jq 'select(.lag > 1000)'"
    })
public final class GroupsCommand implements Callable<Integer> {

  private static final Listing<GroupRow> GROUPS =
      Listing.<GroupRow>empty()
          .with("group", GroupRow::group)
          .with("state", GroupRow::state)
          .with("members", GroupRow::members)
          .with("topics", GroupRow::topics)
          .with("lag", GroupRow::lag);

  private static final Listing<PartitionLag> PARTITIONS =
      Listing.<PartitionLag>empty()
          .with("topic", PartitionLag::topic)
          .with("partition", PartitionLag::partition)
          .with("committed", PartitionLag::committed)
          .with("end", PartitionLag::end)
          .with("lag", PartitionLag::lag)
          .with("member", PartitionLag::member);

  @Parameters(arity = "0..1", paramLabel = "GROUP", description = "Each partition of this group.")
  private @Nullable String group;

  @Mixin private final KafkaOptions kafkaOptions = new KafkaOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  /** The command for a terminal. */
  public GroupsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var kafka = kafkaOptions.connect(terminal)) {
      var lags = new GroupLags(kafka);
      if (group == null) {
        var described = lags.describe(lags.groups());
        var rows =
            described.values().stream()
                .map(each -> row(each, lags.partitions(each)))
                .sorted((a, b) -> a.group().compareTo(b.group()))
                .toList();
        output.list(terminal, GROUPS, rows, "no groups");
      } else {
        var described = lags.describe(List.of(group)).get(group);
        var rows = described == null ? List.<PartitionLag>of() : lags.partitions(described);
        output.list(terminal, PARTITIONS, rows, "group " + group + " has read nothing yet");
      }
    }
    return ExitCode.OK;
  }

  private static GroupRow row(ConsumerGroupDescription group, List<PartitionLag> partitions) {
    return new GroupRow(
        group.groupId(),
        group.groupState().toString().toLowerCase(Locale.ROOT),
        group.members().size(),
        (int) partitions.stream().map(PartitionLag::topic).distinct().count(),
        partitions.stream().mapToLong(PartitionLag::lag).sum());
  }
}
