package io.eventbus.consume;

import io.eventbus.event.EventBusException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The Kafka consumer's properties: defaults, the user's own, and what the promises rest on. */
final class ConsumerSettings {

  private static final int MAX_POLL_RECORDS = 500;

  private ConsumerSettings() {}

  static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
    try {
      return new KafkaConsumer<>(
          properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw new EventBusException("the Kafka consumer refuses its properties, see the cause", e);
    }
  }

  static Map<String, Object> properties(
      Map<String, Object> clientProperties, String group, ConsumerOptions options) {
    var properties = new HashMap<String, Object>();
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    if (!usesConsumerProtocol(clientProperties)) {
      properties.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          List.of(CooperativeStickyAssignor.class));
    }
    properties.putAll(clientProperties);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        switch (options.startFrom()) {
          case BEGINNING -> "earliest";
          case END -> "latest";
        });
    return properties;
  }

  /** The broker assigns the partitions under this protocol, and the client may not name a way. */
  private static boolean usesConsumerProtocol(Map<String, Object> clientProperties) {
    var protocol = clientProperties.getOrDefault(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    return String.valueOf(protocol).toLowerCase(Locale.ROOT).equals("consumer");
  }

  /** How many records of a partition can be in flight: the bound, and one poll beyond it. */
  static int window(Map<String, Object> properties, ConsumerOptions options) {
    var pollRecords = String.valueOf(properties.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG));
    return options.maxInFlightEvents() + Integer.parseInt(pollRecords.strip());
  }
}
