package io.eventbus.examples.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics of one partition from their beginning. */
final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, String> consumer;

  TopicReader(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer());
  }

  /** The first records with this key, awaited. */
  List<ConsumerRecord<String, String>> read(String topic, String key, int count) {
    var partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    var found = new ArrayList<ConsumerRecord<String, String>>();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline) {
      for (var record : consumer.poll(Duration.ofMillis(100))) {
        if (key.equals(record.key()) && found.size() < count) {
          found.add(record);
        }
      }
      if (found.size() == count) {
        return found;
      }
    }
    throw new AssertionError(found.size() + " records with key " + key + " in " + topic);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
