package io.eventbus.deadletter;

import io.eventbus.publish.KafkaAdmins;
import io.eventbus.publish.KafkaClients;
import io.eventbus.publish.KafkaRefusals;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka clients for one look or one run: with the properties of the bus, but in no group. */
final class LetterClients {

  /** As much as a dead letter may be. */
  private static final int MAX_REQUEST_BYTES = 48 * 1024 * 1024;

  private static final int FETCH_WAIT_MILLIS = 10;

  private final Map<String, Object> clientProperties;

  LetterClients(Map<String, Object> clientProperties) {
    this.clientProperties = Map.copyOf(clientProperties);
  }

  Admin admin() {
    try {
      return KafkaAdmins.create(own("admin"));
    } catch (KafkaException e) {
      throw KafkaRefusals.of("admin client", e);
    }
  }

  /** A consumer that sees what is committed, and begins where it is told. */
  Consumer<byte[], byte[]> reader() {
    var properties = own("reader");
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // It reads to an end that is known: a request that waits for more there delays the next one.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    var given = KafkaClients.in(properties);
    try {
      return given == null
          ? new KafkaConsumer<>(
              properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())
          : given.consumer(properties);
    } catch (KafkaException e) {
      throw KafkaRefusals.of("consumer", e);
    }
  }

  /** A producer with transactions; of two with one id the later one ends the earlier. */
  Producer<byte[], byte[]> sender(String transactionalId) {
    var properties = own("sender");
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    var given = KafkaClients.in(properties);
    try {
      return given == null
          ? new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())
          : given.producer(properties);
    } catch (KafkaException e) {
      throw KafkaRefusals.of("producer", e);
    }
  }

  /** Two clients of one name would share their metrics. */
  private Map<String, Object> own(String client) {
    var properties = new HashMap<>(clientProperties);
    properties.computeIfPresent(
        CommonClientConfigs.CLIENT_ID_CONFIG,
        (name, clientId) -> clientId + "-dead-letters-" + client);
    return properties;
  }
}
