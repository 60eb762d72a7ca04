package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.Observability;
import io.eventbus.publish.RecordSender.SendCallback;
import java.time.Duration;
import java.util.Map;

/**
 * Sends records one after the other without waiting for their acknowledgements, and sends nothing
 * more once one of them has failed: what follows a failure is never on the broker before it. For
 * one sending thread, which may not be the one that closes it.
 */
public interface OrderedSender extends AutoCloseable {

  /** What has become of an offer. */
  enum Offer {
    /** The callback tells the rest, or has told it. */
    TAKEN,
    /** It cannot be taken at this moment; no callback is called. */
    NOT_NOW,
    /** A record that was taken before has failed: this sender is of no use any more. */
    BROKEN
  }

  /**
   * Whether Kafka would refuse a record again that has failed like this, however often it is tried:
   * it is too large, its topic has no legal name, this client may not write there.
   */
  static boolean isForGood(Throwable failure) {
    return KafkaOrderedSender.isForGood(Arguments.requirePresent(failure, "failure"));
  }

  /** Whether the failure tells nothing about the record itself: no broker answered, or no login. */
  static boolean isPassing(Throwable failure) {
    return KafkaOrderedSender.isPassing(Arguments.requirePresent(failure, "failure"));
  }

  /** Offers a record, without waiting. */
  Offer offer(EncodedEvent encoded, SendCallback callback);

  /** Whether a record that was taken has failed. */
  boolean broken();

  /**
   * Whether a broker says that there is no such topic; {@code false} if none answers.
   *
   * @param timeout how long to wait for the answer
   */
  boolean isMissing(String topic, Duration timeout);

  /** Fails what is not acknowledged, without waiting for it. */
  @Override
  void close();

  /**
   * A sender with an idempotent Kafka producer of its own, which does not wait to fill its batches.
   *
   * @param clientProperties properties of the Kafka client, {@code bootstrap.servers} at least
   * @param deliveryTimeout how long a record is tried before it counts as failed, at least a second
   * @param observability what measures and traces it
   * @throws io.eventbus.event.UnresolvedBrokersException while the name of no broker resolves
   * @throws io.eventbus.event.EventBusException if the producer refuses its properties
   */
  static OrderedSender open(
      Map<String, Object> clientProperties, Duration deliveryTimeout, Observability observability) {
    Arguments.requirePresent(clientProperties, "clientProperties");
    Arguments.requirePositive(deliveryTimeout, "deliveryTimeout");
    Arguments.requirePresent(observability, "observability");
    var options = PublisherOptions.defaults().withDeliveryTimeout(deliveryTimeout);
    var sender = new KafkaOrderedSender(clientProperties, options, observability.meters());
    return new TracedOrderedSender(sender, observability.tracing());
  }
}
