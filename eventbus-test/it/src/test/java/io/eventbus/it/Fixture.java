package io.eventbus.it;

import io.eventbus.EventBus;
import io.eventbus.EventBusBuilder;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishOptions;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the integration tests share: events, buses, and Kafka by hand to look at the wire. */
final class Fixture {

  static final RetryPolicy FAST_RETRY =
      RetryPolicy.defaults()
          .withMaxAttempts(3)
          .withWaits(Duration.ofMillis(20), 2, Duration.ofMillis(50));

  static final ConsumerOptions FREQUENT_COMMITS =
      ConsumerOptions.defaults().withCommitInterval(Duration.ofMillis(100));

  /** How many keys {@link #publish} uses. */
  static final int SERIES = 1000;

  private Fixture() {}

  @EventType("it.numbered")
  record Numbered(int number, String series) implements IntegrationEvent {
    @Override
    public String key() {
      return series;
    }
  }

  @EventType("it.named")
  record Named(String name) implements IntegrationEvent {}

  static EventBusBuilder bus(KafkaCluster kafka) {
    return EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it");
  }

  /** Publishes numbered events of {@link #SERIES} keys and returns when all are acknowledged. */
  static void publish(EventBus bus, String topic, int count) {
    var options = PublishOptions.defaults().withTopic(topic);
    var unacknowledged = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < count; i++) {
      var event = new Numbered(i, "series-" + i % SERIES);
      unacknowledged.add(bus.publish(event, options).toCompletableFuture());
      if (unacknowledged.size() == 2000 || i == count - 1) {
        CompletableFuture.allOf(unacknowledged.toArray(CompletableFuture[]::new)).join();
        unacknowledged.clear();
      }
    }
  }

  /** Publishes one event of this key and returns when it is acknowledged. */
  static void publish(EventBus bus, String topic, int number, String key) {
    bus.publish(new Numbered(number, key), PublishOptions.defaults().withTopic(topic))
        .toCompletableFuture()
        .join();
  }

  /** A name that no other test has. */
  static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static void send(KafkaCluster kafka, List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException, ExecutionException {
    var config = config(kafka);
    config.put("max.request.size", 64 * 1024 * 1024);
    config.put("buffer.memory", 64L * 1024 * 1024);
    config.put("max.block.ms", 30_000);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (var record : records) {
        producer.send(record).get();
      }
    }
  }

  static ProducerRecord<byte[], byte[]> record(
      String topic, String key, byte[] body, Map<String, String> headers) {
    var record = new ProducerRecord<>(topic, bytes(key), body);
    headers.forEach((name, value) -> record.headers().add(new RecordHeader(name, bytes(value))));
    return record;
  }

  static Map<String, String> cloudEvent(String type) {
    return Map.of(
        "ce_specversion", "1.0", "ce_id", "foreign", "ce_source", "/foreign", "ce_type", type);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The first records of a topic, in the order of their arrival; waits until there are enough. */
  static List<ConsumerRecord<byte[], byte[]>> read(KafkaCluster kafka, String topic, int count) {
    var config = config(kafka);
    config.put("auto.offset.reset", "earliest");
    config.put("group.id", unique("reader"));
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** All that is committed of a topic by now. */
  static List<ConsumerRecord<byte[], byte[]>> readCommitted(KafkaCluster kafka, String topic) {
    var config = config(kafka);
    config.put("isolation.level", "read_committed");
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions).entrySet();
      while (ends.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "(none)" : new String(header.value(), StandardCharsets.UTF_8);
  }

  static Map<TopicPartition, Long> committed(KafkaCluster kafka, String group) throws Exception {
    try (var admin = Admin.create(config(kafka))) {
      var offsets = new java.util.HashMap<TopicPartition, Long>();
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
      return offsets;
    }
  }

  /** Saves the progress of a group that has no members, as another tool would. */
  static void commit(
      KafkaCluster kafka, String group, TopicPartition partition, OffsetAndMetadata offset)
      throws Exception {
    try (var admin = Admin.create(config(kafka))) {
      admin.alterConsumerGroupOffsets(group, Map.of(partition, offset)).all().get();
    }
  }

  private static Properties config(KafkaCluster kafka) {
    var config = new Properties();
    config.put("bootstrap.servers", kafka.bootstrapServers());
    return config;
  }
}
