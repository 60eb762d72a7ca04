package io.eventbus.test.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A topic and its partitions. Guarded by the lock of the broker. */
final class MemoryTopic {

  /** As a broker's {@code message.max.bytes}. */
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024 + 12;

  /** What a batch of one record has beside key, value and headers. */
  private static final int BATCH_BYTES = 61 + 21;

  private final String name;
  private final Uuid id = Uuid.randomUuid();
  private final Map<String, String> config;
  private final int maxMessageBytes;
  private final List<PartitionLog> partitions;
  private long arrivals;
  private int nextWithoutKey;

  MemoryTopic(String name, int partitions, Map<String, String> config) {
    this.name = name;
    this.config = Map.copyOf(config);
    var most = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    this.maxMessageBytes = most == null ? MAX_MESSAGE_BYTES : Integer.parseInt(most);
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(each -> new PartitionLog(() -> arrivals++))
            .toList();
  }

  String name() {
    return name;
  }

  Uuid id() {
    return id;
  }

  Map<String, String> config() {
    return config;
  }

  int size() {
    return partitions.size();
  }

  List<TopicPartition> names() {
    return IntStream.range(0, size()).mapToObj(each -> new TopicPartition(name, each)).toList();
  }

  /** One of its partitions, {@code null} if there is none of this number. */
  @Nullable PartitionLog partition(int number) {
    return number < size() ? partitions.get(number) : null;
  }

  /** All that is committed, in the order in which it came. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    var entries = new ArrayList<LogEntry>();
    partitions.forEach(partition -> entries.addAll(partition.committed()));
    entries.sort(Comparator.comparingLong(LogEntry::arrival));
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (var entry : entries) {
      if (entry.record() != null) {
        records.add(LogEntry.copy(entry.record()));
      }
    }
    return records;
  }

  /** Adds a record as its last one. */
  RecordMetadata append(ProducerRecord<byte[], byte[]> record, @Nullable Transaction transaction) {
    int size = size(record);
    if (size > maxMessageBytes) {
      throw new RecordTooLargeException(
          "a record of " + size + " bytes is larger than topic " + name + " allows");
    }
    int number = partitionOf(record);
    var partition = partitions.get(number);
    long offset = partition.end();
    var timestamp = record.timestamp();
    long time = timestamp == null ? System.currentTimeMillis() : timestamp;
    partition.append(
        new ConsumerRecord<>(
            name,
            number,
            offset,
            time,
            TimestampType.CREATE_TIME,
            length(record.key()),
            length(record.value()),
            LogEntry.copy(record.key()),
            LogEntry.copy(record.value()),
            LogEntry.copy(record.headers().toArray()),
            Optional.empty()),
        transaction);
    return new RecordMetadata(
        new TopicPartition(name, number),
        offset,
        0,
        time,
        length(record.key()),
        length(record.value()));
  }

  /** As Kafka's own client chooses it: by the key, or else all in turn. */
  private int partitionOf(ProducerRecord<byte[], byte[]> record) {
    if (record.partition() != null) {
      return record.partition();
    }
    return record.key() == null
        ? Math.floorMod(nextWithoutKey++, size())
        : BuiltInPartitioner.partitionForKey(record.key(), size());
  }

  static int size(ProducerRecord<byte[], byte[]> record) {
    int size =
        BATCH_BYTES + Math.max(0, length(record.key())) + Math.max(0, length(record.value()));
    for (Header header : record.headers()) {
      size += 2 + header.key().getBytes(StandardCharsets.UTF_8).length;
      size += Math.max(0, length(header.value()));
    }
    return size;
  }

  /** As in a record of Kafka: -1 where there is nothing. */
  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? -1 : bytes.length;
  }
}
