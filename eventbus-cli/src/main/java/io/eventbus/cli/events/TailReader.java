package io.eventbus.cli.events;

import io.eventbus.cli.settings.KafkaAccess;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics without a group, so that nobody else's progress is touched. For one thread. */
final class TailReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private static final int FETCH_WAIT_MILLIS = 10;

  private final KafkaAccess kafka;
  private final boolean follow;
  private final Consumer<byte[], byte[]> consumer;
  private final EventCodec codec = new EventCodec(CodecLimits.defaults());

  /**
   * A reader that is not connected yet.
   *
   * @param follow whether to go on with what comes after its start
   */
  TailReader(KafkaAccess kafka, boolean follow) {
    this.kafka = kafka;
    this.follow = follow;
    var properties = kafka.clientProperties();
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    if (!follow) { // nobody waits for more at the end
      properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    }
    try {
      consumer =
          new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw kafka.failure(e);
    }
  }

  /**
   * Hands over events until one is not taken, or, unless this is to follow, what was there at the
   * start is read.
   *
   * @param taker {@code false} ends it
   */
  void read(Collection<String> topics, StartPoint start, Predicate<ShownEvent> taker) {
    try {
      var partitions = partitions(topics);
      consumer.assign(partitions);
      start.seek(consumer, partitions);
      // Following has no end; the positions are known from here on, before anything new comes.
      var ends = follow ? Map.<TopicPartition, Long>of() : consumer.endOffsets(partitions);
      partitions.forEach(consumer::position);
      long heard = System.nanoTime();
      while (follow || !reached(ends)) {
        var records = consumer.poll(POLL);
        heard = records.isEmpty() ? requireRecent(heard) : System.nanoTime();
        for (var record : records) {
          var end = ends.get(new TopicPartition(record.topic(), record.partition()));
          boolean wanted = end == null || record.offset() < end;
          if (wanted && !taker.test(ShownEvent.of(codec, record))) {
            return;
          }
        }
      }
    } catch (KafkaException e) {
      throw kafka.failure(e);
    }
  }

  /** A broker that has gone away meanwhile is told by nobody. */
  private long requireRecent(long heard) {
    if (!follow && System.nanoTime() - heard > kafka.timeout().toNanos()) {
      throw new TimeoutException("nothing more came");
    }
    return heard;
  }

  private List<TopicPartition> partitions(Collection<String> topics) {
    return kafka.get(kafka.admin().describeTopics(topics).allTopicNames()).values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(each -> new TopicPartition(topic.name(), each.partition())))
        .toList();
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
