package io.eventbus.benchmarks;

import io.eventbus.benchmarks.contender.ClientSettings;
import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.benchmarks.workload.HotKeyWorkload;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.event.EventMetadata;
import io.eventbus.test.KafkaCluster;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Creates topics, fills them with what this library writes, and deletes them. */
final class Topics {

  private static final int PARTITIONS = 12;
  private static final int MANY_PARTITIONS = 200;
  private static final int KEYS = 10_000;
  private static final long SEED = 42;
  private static final int HOT_EVERY = 20;

  private final KafkaCluster kafka;
  private final EventCodec codec = new EventCodec(CodecLimits.defaults());

  Topics(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  void create(String topic) {
    kafka.createTopic(topic, PARTITIONS);
  }

  void fill(String topic, Feed feed, long events) {
    switch (feed) {
      case EMPTY -> {}
      case RECURRING_KEYS -> fill(topic, events, KEYS, false);
      case MANY_PARTITIONS -> {
        kafka.createTopic(topic, MANY_PARTITIONS);
        send(topic, events, KEYS, false);
      }
      case KEY_PER_EVENT -> fill(topic, events, events, false);
      case HOT_TWIN -> {
        fill(topic, events, KEYS, false);
        fill(topic + HotKeyWorkload.TWIN, events, KEYS, true);
      }
    }
  }

  private void fill(String topic, long events, long keys, boolean hot) {
    create(topic);
    send(topic, events, keys, hot);
  }

  private void send(String topic, long events, long keys, boolean hot) {
    var random = new SplittableRandom(SEED);
    try (var producer = ClientSettings.newProducer(kafka.bootstrapServers())) {
      for (long i = 0; i < events; i++) {
        long key = keys == events ? i : random.nextLong(keys);
        send(producer, topic, SampleEvent.of(i, key));
        if (hot && i % HOT_EVERY == 0) {
          send(producer, topic, SampleEvent.of(i, HotKeyWorkload.HOT_TEACHER));
        }
      }
    }
  }

  private void send(Producer<byte[], byte[]> producer, String topic, SampleEvent event) {
    var encoded = codec.encode(event, metadata(), topic, event.key(), Map.of());
    var result = new ProducerRecord<>(topic, encoded.key(), encoded.body());
    copyHeaders(encoded, result.headers());
    var unused =
        producer.send(
            result,
            (sent, failure) -> {
              if (failure != null) {
                Progress.say("cannot fill %s: %s", topic, failure);
              }
            });
  }

  private static void copyHeaders(EncodedEvent encoded, Headers headers) {
    encoded.headers().forEach(header -> headers.add(header.name(), header.value()));
  }

  private static EventMetadata metadata() {
    return new EventMetadata(
        UUID.randomUUID().toString(),
        "benchmarks",
        SampleEvent.TYPE,
        1,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        null,
        null,
        null,
        null);
  }

  void delete(List<String> topics) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(topics).all().toCompletionStage().toCompletableFuture().join();
    }
  }
}
