package io.eventbus.cli.letters;

import io.eventbus.cli.cluster.TopicNames;
import io.eventbus.cli.settings.KafkaAccess;
import io.eventbus.cli.settings.KafkaOptions;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.deadletter.LetterTopics;
import io.eventbus.topic.TopicNaming;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose dead letters a command is about. */
final class GroupOptions {

  @Option(
      names = {"-g", "--group"},
      description = "The consumer group that could not handle them (KAFKA_GROUP_ID).")
  private @Nullable String group;

  @Option(
      names = "--letters-on",
      paramLabel = "TOPIC",
      description = "A topic besides those named *.GROUP.dlq, such as one of Spring Kafka.")
  private final List<String> topics = new ArrayList<>();

  @Mixin private final KafkaOptions kafkaOptions = new KafkaOptions();

  KafkaAccess connect(Terminal terminal) {
    return kafkaOptions.connect(terminal);
  }

  /** Its letters, on brokers that have answered; says so if there is no topic of them. */
  DeadLetters letters(KafkaAccess kafka, Terminal terminal) {
    var name = group == null ? kafka.config().group().orElse("") : group;
    if (name.isBlank()) {
      throw new UsageException("say whose dead letters: --group, or KAFKA_GROUP_ID");
    }
    requireThere(kafka);
    if (topics.isEmpty() && !hasTopics(kafka, name)) {
      terminal.say(
          "group "
              + name
              + " has no topic of dead letters; eventbus topics '*.dlq' lists those there are");
    }
    var properties = kafka.clientProperties();
    var codec = new EventCodec(CodecLimits.defaults());
    return new DeadLetters(properties, codec, name, true).withTopics(topics);
  }

  /** A letter of a topic that is misspelt would not be missed. */
  private void requireThere(KafkaAccess kafka) {
    try {
      topics.forEach(TopicNaming::requireLegal);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--letters-on: " + e.getMessage());
    }
    if (!topics.isEmpty()) {
      TopicNames.find(kafka, topics, false);
    }
  }

  private static boolean hasTopics(KafkaAccess kafka, String group) {
    return kafka.get(kafka.admin().listTopics().names()).stream()
        .anyMatch(topic -> topic.endsWith(LetterTopics.endOfDeadLetters(group)));
  }
}
