package io.eventbus.publish;

import io.eventbus.event.Arguments;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Kafka clients of a bus in place of Kafka's own, so that a test can run the bus, engine
 * and all, on topics in memory; {@code eventbus-test} has one. Not meant for applications: what the
 * library promises was proven with Kafka's own clients.
 *
 * <p>Each method gets all properties that Kafka's own client would get, closes nothing, and is
 * called by any thread. Behind one bus all clients see the same topics and groups.
 */
public interface KafkaClients {

  /** Under this name they travel among the properties of the clients that they make. */
  String PROPERTY = "eventbus.kafka.clients";

  /** A producer, whose {@code send} does not wait; with transactions if it has an id for them. */
  Producer<byte[], byte[]> producer(Map<String, Object> properties);

  /** A consumer, which is used by one thread and as often as it says itself, also in no group. */
  Consumer<byte[], byte[]> consumer(Map<String, Object> properties);

  /** An admin client, safe to share between threads. */
  Admin admin(Map<String, Object> properties);

  /**
   * How often a consumer that reads through these clients saves its progress at least, since it
   * tells a test what has been handled; a millisecond or more.
   */
  Duration commitInterval();

  /** Those that make clients with these properties; {@code null} where they are Kafka's own. */
  static @Nullable KafkaClients in(Map<String, Object> clientProperties) {
    Arguments.requirePresent(clientProperties, "clientProperties");
    return clientProperties.get(PROPERTY) instanceof KafkaClients given ? given : null;
  }
}
