package io.eventbus.cli.cluster;

import io.eventbus.cli.settings.KafkaAccess;
import io.eventbus.cli.settings.KafkaOptions;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eventbus topics}. */
@Command(
    name = "topics",
    description = "Lists topics: what they are for, and about how many events they hold.",
    footer = {
      "",
      "Examples:",
      "  eventbus topics",
      "  eventbus topics 'emis.*' --json",
      "  eventbus topics '*.dlq'        # where dead letters are"
    })
public final class TopicsCommand implements Callable<Integer> {

  private static final Listing<TopicRow> LISTING =
      Listing.<TopicRow>empty()
          .with("topic", TopicRow::topic)
          .with("kind", row -> row.kind().toString())
          .with("partitions", TopicRow::partitions)
          .with("replicas", TopicRow::replicas)
          .with("events", TopicRow::events);

  @Parameters(paramLabel = "TOPIC", description = "Names, in which * stands for anything.")
  private final List<String> names = new ArrayList<>();

  @Option(names = "--internal", description = "Kafka's own topics, too.")
  private boolean internal;

  @Mixin private final KafkaOptions kafkaOptions = new KafkaOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  /** The command for a terminal. */
  public TopicsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var kafka = kafkaOptions.connect(terminal)) {
      var found = TopicNames.find(kafka, names, internal);
      var described = kafka.get(kafka.admin().describeTopics(found).allTopicNames());
      var events = events(kafka, described.values());
      var rows =
          described.values().stream()
              .map(topic -> row(topic, events))
              .sorted(Comparator.comparing(TopicRow::topic))
              .toList();
      output.list(terminal, LISTING, rows, "no topics");
    }
    return ExitCode.OK;
  }

  private static TopicRow row(TopicDescription topic, Map<String, Long> events) {
    return new TopicRow(
        topic.name(),
        TopicKind.of(topic.name()),
        topic.partitions().size(),
        topic.partitions().get(0).replicas().size(),
        events.getOrDefault(topic.name(), 0L));
  }

  private static Map<String, Long> events(KafkaAccess kafka, Collection<TopicDescription> topics) {
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : topics) {
      topic
          .partitions()
          .forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
    }
    var begins = Offsets.of(kafka, partitions, OffsetSpec.earliest());
    var ends = Offsets.of(kafka, partitions, OffsetSpec.latest());
    var events = new HashMap<String, Long>();
    ends.forEach(
        (partition, end) ->
            events.merge(partition.topic(), end - begins.getOrDefault(partition, end), Long::sum));
    return events;
  }
}
