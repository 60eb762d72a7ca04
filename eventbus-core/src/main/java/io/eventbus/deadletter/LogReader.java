package io.eventbus.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads what a topic holds at the moment, one partition after the other. For one thread. */
final class LogReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;

  LogReader(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Reads a topic from its beginning to what is its end now.
   *
   * @param visitor tells whether to go on
   * @return {@code false} if the visitor has had enough
   */
  boolean read(String topic, int partitions, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
    var all =
        IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each)).toList();
    consumer.assign(all); // the client complains of what it is asked and has not
    var ends = consumer.endOffsets(all);
    for (var partition : all) {
      if (!read(partition, ends, visitor)) {
        return false;
      }
    }
    return true;
  }

  private boolean read(
      TopicPartition partition,
      Map<TopicPartition, Long> ends,
      Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
    long end = ends.getOrDefault(partition, 0L);
    if (end == 0) {
      return true;
    }
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    // The position goes past the marks of transactions, which are no records.
    for (long position = consumer.position(partition); position < end; ) {
      for (var record : poll(partition, position)) {
        if (record.offset() >= end) {
          return true;
        }
        if (!visitor.test(record)) {
          return false;
        }
      }
      position = consumer.position(partition);
    }
    return true;
  }

  /** Waits until there are records, or at least none up to another position. */
  private List<ConsumerRecord<byte[], byte[]>> poll(TopicPartition partition, long position) {
    long deadline = System.nanoTime() + LONGEST_SILENCE.toNanos();
    do {
      var records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty() || consumer.position(partition) > position) {
        return records;
      }
    } while (System.nanoTime() - deadline < 0);
    throw new TimeoutException("nothing more of " + partition + " came in " + LONGEST_SILENCE);
  }

  /** One record; {@code null} if it is not there, or not any more. */
  @Nullable ConsumerRecord<byte[], byte[]> find(LetterId id) {
    var partition = new TopicPartition(id.topic(), id.partition());
    consumer.assign(List.of(partition));
    long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (id.offset() < begin || id.offset() >= end) {
      return null;
    }
    consumer.seek(partition, id.offset());
    var records = poll(partition, id.offset());
    return records.isEmpty() || records.get(0).offset() != id.offset() ? null : records.get(0);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
