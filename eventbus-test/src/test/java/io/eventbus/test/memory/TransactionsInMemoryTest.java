package io.eventbus.test.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsInMemoryTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final MemoryClients clients = new MemoryClients(new MemoryBroker(1));
  private final Producer<byte[], byte[]> first = producer();
  private final Consumer<byte[], byte[]> reader =
      clients.consumer(
          Map.of(
              "bootstrap.servers", "m:1",
              "isolation.level", "read_committed",
              "auto.offset.reset", "earliest"));

  @BeforeEach
  void begin() {
    first.initTransactions();
    reader.assign(List.of(PARTITION));
  }

  @Test
  void isReadAllOrNotAtAll() {
    first.beginTransaction();
    send(first, "lost");
    first.abortTransaction();
    first.beginTransaction();
    send(first, "a");
    send(first, "b");
    assertThat(read()).isEmpty();
    assertThat(reader.endOffsets(List.of(PARTITION))).containsEntry(PARTITION, 2L);

    first.commitTransaction();
    assertThat(read()).containsExactly("a", "b");
    assertThat(reader.position(PARTITION)).isEqualTo(5); // with the marks
  }

  @Test
  void theLaterOfTwoEndsWhatTheEarlierBegan() {
    first.beginTransaction();
    send(first, "lost");
    var second = producer();
    second.initTransactions();
    second.beginTransaction();
    send(second, "kept");

    var late = first.send(record("late"));
    assertThatExceptionOfType(ExecutionException.class).isThrownBy(late::get);
    assertThatExceptionOfType(KafkaException.class).isThrownBy(first::commitTransaction);
    assertThatExceptionOfType(ProducerFencedException.class).isThrownBy(first::abortTransaction);
    second.commitTransaction();
    assertThat(read()).containsExactly("kept");
  }

  private Producer<byte[], byte[]> producer() {
    return clients.producer(Map.of("bootstrap.servers", "m:1", "transactional.id", "t"));
  }

  private static void send(Producer<byte[], byte[]> producer, String value) {
    var unused = producer.send(record(value)); // is there when it returns
  }

  private static ProducerRecord<byte[], byte[]> record(String value) {
    return new ProducerRecord<>("t", value.getBytes(UTF_8));
  }

  private List<String> read() {
    return reader.poll(Duration.ofMillis(10)).records(PARTITION).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }
}
