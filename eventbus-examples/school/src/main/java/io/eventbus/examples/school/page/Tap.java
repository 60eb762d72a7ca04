package io.eventbus.examples.school.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every topic from its beginning, new ones as they come. It is in no group, so nobody's
 * progress is touched. It keeps its place while Kafka is stopped. Closed after its last step.
 */
final class Tap implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(1);
  private static final long TOPICS_NANOS = Duration.ofMillis(500).toNanos();

  /** What was done with dead letters: notes beside the events, none themselves. */
  private static final String ACTS = ".acts";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> taker;
  private long topicsSeen = System.nanoTime() - TOPICS_NANOS;

  Tap(String bootstrapServers, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    this.taker = taker;
    Map<String, Object> properties =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "school-page",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Hands over what has come; waits a moment for it. */
  void read() {
    if (System.nanoTime() - topicsSeen >= TOPICS_NANOS) {
      lookForTopics();
      topicsSeen = System.nanoTime();
    }
    if (!consumer.assignment().isEmpty()) {
      inOrderOfTime(consumer.poll(POLL)).forEach(taker);
    } else {
      topicsSeen -= TOPICS_NANOS / 10;
    }
  }

  private void lookForTopics() {
    var partitions = new ArrayList<TopicPartition>();
    consumer
        .listTopics(TOPICS_TIMEOUT)
        .forEach(
            (topic, infos) -> {
              if (!topic.startsWith("__") && !topic.endsWith(ACTS)) {
                infos.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
              }
            });
    // While Kafka starts it may know fewer for a moment; what was read stays read.
    partitions.removeAll(consumer.assignment());
    if (!partitions.isEmpty()) {
      partitions.addAll(consumer.assignment());
      consumer.assign(partitions);
    }
  }

  /** One poll brings partition after partition; people expect what came first first. */
  private static List<ConsumerRecord<byte[], byte[]>> inOrderOfTime(
      Iterable<ConsumerRecord<byte[], byte[]>> records) {
    var sorted = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    records.forEach(sorted::add);
    sorted.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    return sorted;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
