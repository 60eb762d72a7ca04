package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.BusMeters;
import io.eventbus.publish.PublishException.Reason;
import io.eventbus.publish.RecordSender.SendCallback;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * With one request under way, a batch that fails is known to have failed before the next one of its
 * partition goes out; the producer is closed right there, on its own thread, from the callback.
 */
final class KafkaOrderedSender implements OrderedSender, PendingRecord.OfferListener {

  private static final Set<Class<? extends KafkaException>> FOR_GOOD =
      Set.of(
          InvalidRecordException.class,
          InvalidTopicException.class,
          PolicyViolationException.class,
          RecordTooLargeException.class,
          SerializationException.class,
          TopicAuthorizationException.class);

  private final Map<String, Object> clientProperties;
  private final Producer<byte[], byte[]> producer;

  /** Who offers at this moment: what fails on this thread meanwhile was not taken at all. */
  private volatile @Nullable Thread offering;

  private volatile boolean broken;

  KafkaOrderedSender(
      Map<String, Object> clientProperties, PublisherOptions options, BusMeters meters) {
    var own = new HashMap<>(clientProperties);
    own.put(ProducerConfig.LINGER_MS_CONFIG, 0); // a batch fills while the one before is under way
    // Two clients of one name would share their metrics.
    own.computeIfPresent(ProducerConfig.CLIENT_ID_CONFIG, (name, clientId) -> clientId + "-relay");
    this.clientProperties = Map.copyOf(clientProperties);
    this.producer = ProducerSettings.producer(own, options, meters);
  }

  /** With a producer of a test. */
  KafkaOrderedSender(Producer<byte[], byte[]> producer) {
    this.clientProperties = Map.of();
    this.producer = producer;
  }

  static boolean isForGood(Throwable failure) {
    var cause = failure;
    while (cause instanceof PublishException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return (FOR_GOOD.contains(cause.getClass()) && !isForTheClock(cause))
        || (cause instanceof org.apache.kafka.common.errors.TimeoutException timeout
            && timeout.getCause() != null
            && isForGood(timeout.getCause()));
  }

  static boolean isPassing(Throwable failure) {
    if (failure instanceof PublishException published
        && (published.reason() == Reason.EXPIRED || published.reason() == Reason.CLOSED)) {
      return true;
    }
    var cause = failure instanceof PublishException ? failure.getCause() : failure;
    return PendingRecord.turnedAway(failure)
        || cause instanceof RetriableException
        || isForTheClock(cause)
        // What is told of records whose only fault is another one of their batch.
        || (cause != null && cause.getClass() == KafkaException.class);
  }

  /** This machine's clock is at fault, not the record; brokers may tell that by a text only. */
  private static boolean isForTheClock(@Nullable Throwable cause) {
    return cause instanceof InvalidTimestampException
        || (cause instanceof InvalidRecordException
            && String.valueOf(cause.getMessage()).startsWith("Timestamp "));
  }

  @Override
  public Offer offer(EncodedEvent encoded, SendCallback callback) {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(callback, "callback");
    if (broken) {
      return Offer.BROKEN;
    }
    var pending = new PendingRecord(encoded, Long.MAX_VALUE, callback, this);
    offering = Thread.currentThread();
    try {
      boolean taken = pending.offer(producer);
      pending.letGo();
      return taken ? Offer.TAKEN : Offer.NOT_NOW;
    } catch (IllegalStateException | KafkaException e) {
      if (broken) {
        return Offer.BROKEN; // closed in the meantime
      }
      pending.fail(e);
      return Offer.TAKEN;
    } finally {
      offering = null;
    }
  }

  @Override
  public boolean broken() {
    return broken;
  }

  @Override
  public void acknowledged() {}

  @Override
  public @Nullable Reason failed(@Nullable Producer<byte[], byte[]> offeredTo, Throwable failure) {
    if (Thread.currentThread() == offering) {
      return null;
    }
    if (broken) {
      return isForGood(failure) ? null : Reason.CLOSED; // it only comes behind what broke it
    }
    broken = true;
    producer.close(Duration.ZERO);
    return null;
  }

  @Override
  public boolean isMissing(String topic, Duration timeout) {
    Arguments.requireText(topic, "topic");
    Arguments.requireNotNegative(timeout, "timeout");
    try (var admin = KafkaAdmins.create(clientProperties)) {
      var unused =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof UnknownTopicOrPartitionException;
    } catch (KafkaException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    broken = true;
    producer.close(Duration.ZERO);
  }
}
