package io.eventbus.consume;

import io.eventbus.event.EventBusException;
import io.eventbus.observe.BusMeters;
import io.eventbus.publish.KafkaClients;
import io.eventbus.publish.KafkaRefusals;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The Kafka consumer's properties: defaults, the user's own, and what the promises rest on. */
final class ConsumerSettings {

  private static final int MAX_POLL_RECORDS = 500;

  /** A pattern finds new topics as often as the client asks for all; usually that is 5 minutes. */
  private static final int PATTERN_METADATA_MILLIS = 5_000;

  private static final int MOST_POLL_RECORDS = 1_000_000;
  private static final long MAX_POLL_INTERVAL_MILLIS = 300_000;

  private static final Set<String> FIXED =
      Set.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private ConsumerSettings() {}

  /**
   * Checks that this may differ from consumer to consumer.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireFree(String name) {
    if (FIXED.contains(name)) {
      throw new IllegalArgumentException(
          "name '"
              + name
              + "' cannot be set of a consumer: the bus, the group or ConsumerOptions say it, or"
              + " at-least-once delivery rests on it");
    }
  }

  static Consumer<byte[], byte[]> consumer(Map<String, Object> properties, BusMeters meters) {
    var given = KafkaClients.in(properties);
    try {
      return given == null ? new MeasuredConsumer(properties, meters) : given.consumer(properties);
    } catch (KafkaException e) {
      throw KafkaRefusals.of("consumer", e);
    }
  }

  /** The options, with progress saved as often as given clients want it. */
  static ConsumerOptions options(Map<String, Object> clientProperties, ConsumerOptions options) {
    var given = KafkaClients.in(clientProperties);
    return given == null || given.commitInterval().compareTo(options.commitInterval()) >= 0
        ? options
        : options.withCommitInterval(given.commitInterval());
  }

  /**
   * The properties of a group's consumer.
   *
   * @throws EventBusException if one is not legal
   */
  static Map<String, Object> properties(
      Map<String, Object> clientProperties,
      String group,
      ConsumerOptions options,
      boolean byPattern) {
    var properties = new HashMap<String, Object>();
    if (byPattern) {
      properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, PATTERN_METADATA_MILLIS);
    }
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    if (!usesConsumerProtocol(clientProperties)) {
      properties.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          List.of(CooperativeStickyAssignor.class));
    }
    properties.putAll(clientProperties);
    // Two clients of one name would share their metrics.
    properties.computeIfPresent(
        ConsumerConfig.CLIENT_ID_CONFIG, (name, clientId) -> clientId + "-" + group);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A group without progress begins where StartFrom says; this is for overtaken progress.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    requireTimeToRevoke(properties, options.revokeTimeout());
    requireLegal(properties);
    return properties;
  }

  /** Looks at them as the client will, which may be made only later. */
  private static void requireLegal(Map<String, Object> properties) {
    try {
      var unused = new QuietConfig(properties);
    } catch (ConfigException e) {
      throw KafkaRefusals.of("consumer", e);
    }
  }

  /** Does not write all values into the log. */
  private static final class QuietConfig extends ConsumerConfig {
    QuietConfig(Map<String, Object> properties) {
      super(properties, false);
    }
  }

  /** The broker assigns the partitions under this protocol, and the client may not name a way. */
  private static boolean usesConsumerProtocol(Map<String, Object> clientProperties) {
    var protocol = clientProperties.getOrDefault(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    return String.valueOf(protocol).toLowerCase(Locale.ROOT).equals("consumer");
  }

  /** A member that is silent for longer is expelled, with all that it has not saved. */
  private static void requireTimeToRevoke(Map<String, Object> properties, Duration revokeTimeout) {
    long interval =
        number(properties, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MILLIS);
    long longest = interval - Assignments.COMMIT_TIMEOUT.toMillis();
    if (revokeTimeout.toMillis() > longest) {
      throw new IllegalArgumentException(
          "revokeTimeout must be at most max.poll.interval.ms less the 10 s for saving, that is "
              + longest
              + " ms, but is "
              + revokeTimeout);
    }
  }

  private static long number(Map<String, Object> properties, String name, long usual) {
    var value = String.valueOf(properties.getOrDefault(name, usual)).strip();
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new EventBusException(name + " must be a number but is " + value, e);
    }
  }

  /** How many records of a partition can be in flight: the bound, and one poll beyond it. */
  static int window(Map<String, Object> properties, ConsumerOptions options) {
    long pollRecords = number(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    if (pollRecords > MOST_POLL_RECORDS) {
      throw new EventBusException(
          "max.poll.records must be at most " + MOST_POLL_RECORDS + " but is " + pollRecords, null);
    }
    return options.maxInFlightEvents() + (int) Math.max(1, pollRecords);
  }
}
