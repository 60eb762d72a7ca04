package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.BusMeters;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.Observability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends records as they are, in order per key, without blocking; the publisher and the dead letters
 * share one. Safe to share between threads.
 */
public interface RecordSender {

  /**
   * Sends a record.
   *
   * @param callback told once what has become of it, maybe before this method returns
   */
  void send(EncodedEvent encoded, SendCallback callback);

  /**
   * Sends a record. The stage completes once it is acknowledged by all in-sync replicas, or with a
   * {@link PublishException}.
   */
  default CompletionStage<SentRecord> send(EncodedEvent encoded) {
    var fate = new CompletableFuture<SentRecord>();
    send(
        encoded,
        (sent, failure) -> {
          if (sent == null) {
            fate.completeExceptionally(Arguments.requirePresent(failure, "failure"));
          } else {
            fate.complete(sent);
          }
        });
    return fate;
  }

  /** What is wrong with it, for the health of the bus; nothing by default. */
  default List<HealthProblem> problems() {
    return List.of();
  }

  /** Whether it has a producer that no broker has turned away; by default it has none. */
  default boolean ready() {
    return false;
  }

  /**
   * Has its producer made, unless it is being made, and waits until it is there or cannot be made
   * for now; by default it has no need to wait.
   *
   * @throws io.eventbus.event.EventBusException if the producer refuses its properties
   */
  default void awaitStart() {}

  /**
   * Sends what waits, until the time is over; the rest fails as {@link
   * PublishException.Reason#CLOSED}. Closing again does nothing.
   *
   * @param timeout how long to try, not negative
   */
  void close(Duration timeout);

  /**
   * A sender with an idempotent Kafka producer of its own. Does not connect yet; while the name of
   * no broker resolves, records wait for that.
   *
   * @param clientProperties properties of the Kafka client, {@code bootstrap.servers} at least
   * @param meters where the producer's own metrics are shown
   * @throws io.eventbus.event.EventBusException if the producer refuses them
   */
  static RecordSender open(
      Map<String, Object> clientProperties, PublisherOptions options, BusMeters meters) {
    var sender = open(clientProperties, options, meters, Runnable::run);
    sender.awaitStart();
    return sender;
  }

  /**
   * As the other, but returns before the producer is made, which the first record or {@link
   * #awaitStart} asks for. Records wait until then.
   *
   * @param starter has the producer made; {@link #awaitStart} tells if it refuses its properties
   */
  static RecordSender open(
      Map<String, Object> clientProperties,
      PublisherOptions options,
      BusMeters meters,
      Executor starter) {
    Arguments.requirePresent(options, "options");
    Arguments.requirePresent(meters, "meters");
    var own = Map.copyOf(Arguments.requirePresent(clientProperties, "clientProperties"));
    return new KafkaRecordSender(
        () -> ProducerSettings.producer(own, options, meters),
        options,
        Arguments.requirePresent(starter, "starter"));
  }

  /** A sender that sends nothing: every record counts as {@link PublishOutcome#SKIPPED}. */
  static RecordSender disabled() {
    return new DisabledSender();
  }

  /**
   * A sender in front of another that stores what the other could not send.
   *
   * @param options how much may wait to be stored; more fails without it
   */
  static RecordSender withFallback(
      RecordSender sender, PublishFallback fallback, PublisherOptions options) {
    return new FallbackSender(sender, fallback, options);
  }

  /** A sender in front of another that tells what becomes of the records. */
  static RecordSender observed(RecordSender sender, Observability observability) {
    return new ObservedSender(sender, observability);
  }

  /** Is told what has become of a record; must not block, since it may be on Kafka's own thread. */
  @FunctionalInterface
  interface SendCallback {

    /**
     * One of both is {@code null}.
     *
     * @param failure most often a {@link PublishException}
     */
    void done(@Nullable SentRecord sent, @Nullable Throwable failure);
  }

  /**
   * Where a record has gone.
   *
   * @param partition counted from 0, -1 unless it was acknowledged
   * @param offset counted from 0, -1 unless it was acknowledged
   * @param outcome what has become of it
   */
  record SentRecord(int partition, long offset, PublishOutcome outcome) {

    /** One that the broker has acknowledged. */
    public SentRecord(int partition, long offset) {
      this(partition, offset, PublishOutcome.ACKNOWLEDGED);
    }
  }
}
