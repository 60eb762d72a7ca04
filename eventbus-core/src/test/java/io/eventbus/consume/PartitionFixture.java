package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.Upcasters;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One partition with real lanes and deliveries. */
abstract class PartitionFixture extends EngineFixture {

  final Queue<String> handled = new ConcurrentLinkedQueue<>();
  volatile EventHandler<UserRegistered> handler = (event, context) -> handled.add(event.userId());
  Ordering ordering = Ordering.PARTITION;
  Subscriptions subscriptions;
  AssignedPartition partition;
  long nextOffset;

  /** What the subscription does with its events. */
  Target<UserRegistered> target() {
    return new Target.One<>((event, context) -> handler.handle(event, context));
  }

  AssignedPartition partition() {
    if (partition == null) {
      partition = newPartition(StartPosition.UNKNOWN);
    }
    return partition;
  }

  AssignedPartition newPartition(StartPosition start) {
    var builder = new SubscriptionsBuilder("g", Upcasters.none());
    builder.add("t", UserRegistered.class, unused -> target(), null);
    subscriptions = builder.build(workers, policy);
    return new AssignedPartition(
        new TopicPartition("t", 0),
        ConsumerOptions.defaults().withOrdering(ordering),
        10_000,
        start,
        handling(subscriptions));
  }

  /** Adds events with these ids; {@code null} stands for bytes that are no JSON. */
  void add(String... ids) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (var id : ids) {
      records.add(record(id, null, nextOffset++));
    }
    partition().accept(records);
  }

  /** Adds events of keys: key, id, key, id. */
  void addKeyed(String... keysAndIds) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (int i = 0; i < keysAndIds.length; i += 2) {
      records.add(record(keysAndIds[i + 1], keysAndIds[i], nextOffset++));
    }
    partition().accept(records);
  }

  void addCloudEvent(String type, String id) {
    var record = record("x", null, nextOffset++);
    record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    record.headers().add("ce_id", id.getBytes(UTF_8));
    record.headers().add("ce_source", "s".getBytes(UTF_8));
    record.headers().add("ce_type", type.getBytes(UTF_8));
    partition().accept(List.of(record));
  }

  static ConsumerRecord<byte[], byte[]> record(String id, String key, long offset) {
    var body = id == null ? "{poison" : "{\"userId\":\"" + id + "\"}";
    return new ConsumerRecord<>(
        "t", 0, offset, key == null ? null : key.getBytes(UTF_8), body.getBytes(UTF_8));
  }

  static String[] many(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  long position() {
    return partition().status(OptionalLong.empty()).position();
  }

  void awaitPosition(long position) {
    await(() -> position() >= position);
    assertThat(position()).isEqualTo(position);
  }

  void awaitSize(Queue<?> queue, int size) {
    await(() -> queue.size() >= size);
  }
}
