package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Sends records as they are, in order per key, without blocking; the publisher and the dead letters
 * share one. Safe to share between threads.
 */
public interface RecordSender {

  /**
   * Sends a record. The stage completes once it is acknowledged by all in-sync replicas, or with a
   * {@link PublishException}.
   */
  CompletionStage<SentRecord> send(EncodedEvent encoded);

  /**
   * Sends what waits, until the time is over; the rest fails as {@link
   * PublishException.Reason#CLOSED}. Closing again does nothing.
   *
   * @param timeout how long to try, not negative
   */
  void close(Duration timeout);

  /**
   * A sender with an idempotent Kafka producer of its own. Does not connect yet.
   *
   * @param clientProperties properties of the Kafka client, {@code bootstrap.servers} at least
   * @throws io.eventbus.event.EventBusException if the producer refuses them
   */
  static RecordSender open(Map<String, Object> clientProperties, PublisherOptions options) {
    return new KafkaRecordSender(ProducerSettings.producer(clientProperties, options), options);
  }

  /**
   * Where a record has gone.
   *
   * @param partition counted from 0
   * @param offset counted from 0
   */
  record SentRecord(int partition, long offset) {}
}
