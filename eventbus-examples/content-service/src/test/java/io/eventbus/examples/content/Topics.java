package io.eventbus.examples.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The service's topics, of one partition each, as another client sees them. */
final class Topics implements AutoCloseable {

  private final KafkaConsumer<String, String> consumer;
  private final KafkaProducer<String, String> producer;

  Topics(String bootstrapServers) {
    Map<String, Object> brokers = Map.of("bootstrap.servers", bootstrapServers);
    consumer = new KafkaConsumer<>(brokers, new StringDeserializer(), new StringDeserializer());
    producer = new KafkaProducer<>(brokers, new StringSerializer(), new StringSerializer());
  }

  /** Makes all of them, or else the consumer by pattern finds the last ones after seconds. */
  static void create(String bootstrapServers, String prefix) throws Exception {
    var topics = new ArrayList<NewTopic>();
    for (var type : List.of("concept", "resource", "quiz", "question")) {
      for (var action : List.of("created", "updated", "deleted")) {
        topics.add(topic(prefix + "content." + type + "." + action));
      }
    }
    topics.add(topic(prefix + "quiz.submission"));
    topics.add(topic(prefix + "student.knowledge.updated"));
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(topics).all().get(30, SECONDS);
    }
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(1), Optional.empty());
  }

  void send(ProducerRecord<String, String> record) throws Exception {
    producer.send(record).get(30, SECONDS);
  }

  /** The first record with this key, awaited. */
  ConsumerRecord<String, String> read(String topic, String key) {
    return read(topic, key, 1).get(0);
  }

  /** All records with this key, once there are so many at least. */
  List<ConsumerRecord<String, String>> read(String topic, String key, int count) {
    var partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    var found = new ArrayList<ConsumerRecord<String, String>>();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline) {
      consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      found.removeIf(record -> !key.equals(record.key()));
      if (found.size() >= count) {
        return found;
      }
    }
    throw new AssertionError(found.size() + " records with key " + key + " in " + topic);
  }

  static String header(ConsumerRecord<String, String> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ZERO);
  }
}
