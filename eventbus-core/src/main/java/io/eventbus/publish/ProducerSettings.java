package io.eventbus.publish;

import io.eventbus.observe.BusMeters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/** The producer's properties: tuned defaults, the user's own, and what the promises rest on. */
final class ProducerSettings {

  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 64 * 1024;
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;

  /**
   * Above the publisher's own limit, since a dead letter keeps the bytes that another client sent.
   */
  private static final int MAX_REQUEST_BYTES = 48 * 1024 * 1024;

  private ProducerSettings() {}

  static Producer<byte[], byte[]> producer(
      Map<String, Object> clientProperties, PublisherOptions options, BusMeters meters) {
    var given = KafkaClients.in(clientProperties);
    var properties = properties(clientProperties, options);
    try {
      return given == null ? new MeasuredProducer(properties, meters) : given.producer(properties);
    } catch (KafkaException e) {
      throw KafkaRefusals.of("producer", e);
    }
  }

  static Map<String, Object> properties(
      Map<String, Object> clientProperties, PublisherOptions options) {
    var properties = new HashMap<String, Object>();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, requestTimeout(options.deliveryTimeout()));
    properties.putAll(clientProperties);
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) options.deliveryTimeout().toMillis());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Two batches under way onto a new partition can be swapped for good: docs/design-decisions.md.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    // The producer refuses at once what it would have to wait for: the waiting buffer does that.
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    return properties;
  }

  /** The client asks for a delivery timeout of at least this and the linger together. */
  private static int requestTimeout(Duration deliveryTimeout) {
    return (int) Math.min(30_000, deliveryTimeout.toMillis() - 2 * LINGER_MILLIS);
  }
}
