package io.eventbus.test.memory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a bus needs of a producer: a record is in its topic, and its callback called, when {@code
 * send} returns. While the topic cannot be written to, each record is refused at once, as by a
 * client that does not wait for metadata. Safe to share between threads.
 */
final class MemoryProducer {

  @SuppressWarnings("rawtypes") // a class has no type arguments
  private static final Partial<Producer, MemoryProducer> PARTIAL =
      Partial.of(Producer.class, MemoryProducer.class);

  private final MemoryBroker broker;
  private final int maxRequestBytes;
  private final @Nullable String transactionalId;
  private volatile boolean closed;
  private int epoch;
  private @Nullable Transaction transaction;
  private @Nullable KafkaException failure;

  private MemoryProducer(MemoryBroker broker, Map<String, Object> properties) {
    this.broker = broker;
    this.maxRequestBytes =
        Integer.parseInt(String.valueOf(properties.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)));
    this.transactionalId = (String) properties.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
  }

  /** A producer with these properties, which are checked. */
  @SuppressWarnings("unchecked") // as Kafka's own, but for the serializers
  static Producer<byte[], byte[]> create(MemoryBroker broker, Map<String, Object> properties) {
    var parsed = ProducerConfig.configDef().parse(ClientProperties.ofBytes(properties));
    broker.count(1);
    return PARTIAL.over(new MemoryProducer(broker, parsed));
  }

  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return send(record, null);
  }

  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    requireOpen();
    try {
      var written = broker.answer(() -> write(record));
      if (callback != null) {
        callback.onCompletion(written, null);
      }
      return CompletableFuture.completedFuture(written);
    } catch (ApiException e) {
      return failed(record, callback, e);
    }
  }

  private RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
    if (transactionalId != null) {
      broker.transactionalId(transactionalId).requireLatest(epoch);
    }
    int size = MemoryTopic.size(record);
    if (size > maxRequestBytes) {
      throw new RecordTooLargeException(
          "a record of " + size + " bytes is larger than max.request.size");
    }
    return write(broker, record, transaction);
  }

  /** Writes a record; to be called under the lock. */
  static RecordMetadata write(
      MemoryBroker broker,
      ProducerRecord<byte[], byte[]> record,
      @Nullable Transaction transaction) {
    var topic = broker.topicToUse(record.topic());
    var partition = record.partition();
    if (topic == null || (partition != null && topic.partition(partition) == null)) {
      throw new TimeoutException(
          "Topic " + record.topic() + " not present in metadata: it is missing");
    }
    var written = topic.append(record, transaction);
    broker.changed();
    return written;
  }

  private Future<RecordMetadata> failed(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback, ApiException reason) {
    if (transaction != null) {
      failure = reason;
    }
    if (callback != null) {
      int partition = record.partition() == null ? -1 : record.partition();
      var nowhere =
          new RecordMetadata(new TopicPartition(record.topic(), partition), -1, -1, -1, -1, -1);
      callback.onCompletion(nowhere, reason);
    }
    return CompletableFuture.failedFuture(reason);
  }

  public void flush() {}

  public void initTransactions() {
    requireOpen();
    var id = requireTransactions();
    broker.requireUp();
    broker.change(() -> epoch = broker.transactionalId(id).next());
  }

  public void beginTransaction() {
    requireOpen();
    var id = requireTransactions();
    failure = null;
    transaction = broker.answer(() -> broker.transactionalId(id).begin(epoch));
  }

  public void commitTransaction() {
    if (failure != null) {
      throw new KafkaException("the transaction can only be aborted: one of its records", failure);
    }
    end(true);
  }

  public void abortTransaction() {
    end(false);
  }

  private void end(boolean commit) {
    var id = requireTransactions();
    transaction = null;
    broker.requireUp();
    broker.change(
        () -> {
          broker.transactionalId(id).requireLatest(epoch);
          broker.transactionalId(id).end(commit);
        });
  }

  private String requireTransactions() {
    if (transactionalId == null) {
      throw new IllegalStateException("a producer without transactional.id has no transactions");
    }
    return transactionalId;
  }

  public Map<MetricName, Metric> metrics() {
    return Map.of();
  }

  public void close() {
    close(Duration.ZERO);
  }

  public void close(Duration timeout) {
    if (!closed) {
      closed = true;
      broker.count(-1);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot perform operation after producer has been closed");
    }
  }
}
