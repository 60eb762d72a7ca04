package io.eventbus.benchmarks.contender;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of the Kafka clients: those that Eventbus uses, for all contenders alike. */
public final class ClientSettings {

  private ClientSettings() {}

  /** A producer with these settings. */
  public static KafkaProducer<byte[], byte[]> newProducer(String servers) {
    return new KafkaProducer<>(
        producer(servers), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static KafkaConsumer<byte[], byte[]> newConsumer(ConsumeRequest request) {
    return new KafkaConsumer<>(
        consumer(request), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The settings of a producer, without serializers. */
  public static Map<String, Object> producer(String servers) {
    return Map.ofEntries(
        entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
        entry(ProducerConfig.ACKS_CONFIG, "all"),
        entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
        entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
        entry(ProducerConfig.LINGER_MS_CONFIG, 5),
        entry(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024),
        entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
        entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024));
  }

  static Map<String, Object> consumer(ConsumeRequest request) {
    return Map.ofEntries(
        entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, request.servers()),
        entry(ConsumerConfig.GROUP_ID_CONFIG, request.group()),
        entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
        entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
        entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500),
        entry(
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            List.of(CooperativeStickyAssignor.class)));
  }
}
