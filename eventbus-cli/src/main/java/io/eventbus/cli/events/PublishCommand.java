package io.eventbus.cli.events;

import io.eventbus.cli.cluster.TopicNames;
import io.eventbus.cli.settings.KafkaAccess;
import io.eventbus.cli.settings.KafkaOptions;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventFormat;
import io.eventbus.codec.JsonEvent;
import io.eventbus.topic.TopicNaming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventbus publish}. */
@Command(
    name = "publish",
    description = "Publishes one event, written as the library writes it.",
    footer = {
      "",
      "Examples:",
      "  eventbus publish -t emis.teacher.teachercreated --type teacher.created \\",
      "      --key t-1 '{\"teacherId\":\"t-1\"}'",
      "  eventbus publish -t orders --type order.placed --file order.json --dry-run",
      "  cat order.json | eventbus publish -t orders --type order.placed -"
    })
public final class PublishCommand implements Callable<Integer> {

  private static final Listing<PublishedRecord> PUBLISHED =
      Listing.<PublishedRecord>empty()
          .with("id", PublishedRecord::id)
          .with("type", PublishedRecord::type)
          .with("topic", PublishedRecord::topic)
          .with("partition", PublishedRecord::partition)
          .with("offset", PublishedRecord::offset);

  private static final Listing<EncodedEvent> DRAFT =
      Listing.<EncodedEvent>empty()
          .with("id", EncodedEvent::eventId)
          .with("type", EncodedEvent::eventType)
          .with("topic", EncodedEvent::topic)
          .with("headers", PublishCommand::headersOf)
          .with("bytes", EncodedEvent::size);

  @Option(
      names = {"-t", "--topic"},
      description = "Where it goes (KAFKA_TOPIC).")
  private @Nullable String topic;

  @Option(
      names = {"-k", "--key"},
      description = "Its key, by which order is kept; none by default.")
  private @Nullable String key;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME=VALUE",
      description = "One more header.")
  private final Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--format",
      defaultValue = "CLOUD_EVENTS_BINARY",
      description = "${COMPLETION-CANDIDATES}; the first by default.")
  private EventFormat format = EventFormat.CLOUD_EVENTS_BINARY;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only check it, and show what would be sent.")
  private boolean dryRun;

  @Mixin private final AttributeOptions attributes = new AttributeOptions();
  @Mixin private final JsonBody body = new JsonBody();
  @Mixin private final KafkaOptions kafkaOptions = new KafkaOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  /** The command for a terminal. */
  public PublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var event = body.read(terminal);
    try (var kafka = kafkaOptions.connect(terminal)) {
      var record = encode(event, kafka);
      TopicNames.find(kafka, List.of(record.topic()), true);
      if (dryRun) {
        output.one(terminal, DRAFT, record);
        terminal.say("dry run: nothing was published");
      } else {
        output.one(terminal, PUBLISHED, PublishedRecord.send(kafka, record));
      }
    }
    return ExitCode.OK;
  }

  private EncodedEvent encode(JsonEvent event, KafkaAccess kafka) {
    try {
      var target = TopicNaming.requireLegal(target(kafka));
      var metadata = attributes.metadata(kafka.source());
      var codec = new EventCodec(CodecLimits.defaults());
      return codec.encode(event, metadata, target, key, headers, format);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private String target(KafkaAccess kafka) {
    return topic != null
        ? topic
        : kafka
            .config()
            .topic()
            .orElseThrow(() -> new UsageException("say where it goes: --topic, or KAFKA_TOPIC"));
  }

  private static String headersOf(EncodedEvent record) {
    return record.headers().stream()
        .map(header -> header.name() + "=" + header.text())
        .collect(Collectors.joining(", "));
  }
}
