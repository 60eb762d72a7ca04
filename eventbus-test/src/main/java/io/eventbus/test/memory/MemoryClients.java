package io.eventbus.test.memory;

import io.eventbus.publish.KafkaClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The clients of one in-memory Kafka. */
record MemoryClients(MemoryBroker broker) implements KafkaClients {

  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(1);

  @Override
  public Producer<byte[], byte[]> producer(Map<String, Object> properties) {
    return MemoryProducer.create(broker, properties);
  }

  @Override
  public Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
    return MemoryConsumer.create(broker, properties);
  }

  @Override
  public Admin admin(Map<String, Object> properties) {
    return MemoryAdmin.create(broker, properties);
  }

  /** About as soon as there is something to save. */
  @Override
  public Duration commitInterval() {
    return COMMIT_INTERVAL;
  }

  @Override
  public String toString() {
    return "in memory";
  }
}
