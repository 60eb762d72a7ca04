package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.publish.PublishException.Reason;
import io.eventbus.publish.RecordSender.SendCallback;
import io.eventbus.publish.RecordSender.SentRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the broker, and whom to tell. What the producer cannot take for now it
 * reports from within {@code send}, on the calling thread; what it took is reported later, on its
 * own.
 */
final class PendingRecord implements Callback {

  /** Is told how offers to the producer went. */
  interface OfferListener {

    /** A record has been acknowledged. */
    void acknowledged();

    /**
     * A record that this producer took, or refused for good, has failed.
     *
     * @return as what to tell it, {@code null} for what the failure says
     */
    @Nullable Reason failed(@Nullable Producer<byte[], byte[]> producer, Throwable failure);
  }

  private final String topic;
  private final @Nullable String eventId;
  private final @Nullable String eventType;
  private final long deadlineNanos;
  private final SendCallback callback;
  private final OfferListener listener;

  /** {@code null} once the producer has it. */
  private @Nullable EncodedEvent encoded;

  private @Nullable Producer<byte[], byte[]> offeredTo;

  /**
   * Who offers it at this moment. Tells a refusal from a failure that comes later, maybe on the
   * same thread: a callback may publish, and that is on the producer's own.
   */
  private @Nullable Thread caller;

  private boolean refused; // of the caller alone

  PendingRecord(
      EncodedEvent encoded, long deadlineNanos, SendCallback callback, OfferListener listener) {
    this.callback = callback;
    this.listener = listener;
    this.topic = encoded.topic();
    this.eventId = encoded.eventId();
    this.eventType = encoded.eventType();
    this.encoded = encoded;
    this.deadlineNanos = deadlineNanos;
  }

  String topic() {
    return topic;
  }

  int size() {
    return unsent().size();
  }

  /** Offers it; {@code false} if the producer would have to wait before it could take it. */
  boolean offer(Producer<byte[], byte[]> producer) {
    offeredTo = producer;
    refused = false;
    caller = Thread.currentThread();
    try {
      var unused = producer.send(record(), this); // the callback tells all
    } finally {
      caller = null;
    }
    return !refused;
  }

  private ProducerRecord<byte[], byte[]> record() {
    var unsent = unsent();
    var all = unsent.headers();
    var headers = new Header[all.size()];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = new RecordHeader(all.get(i).name(), all.get(i).value());
    }
    return new ProducerRecord<>(
        topic, null, null, unsent.key(), unsent.body(), new RecordHeaders(headers));
  }

  private EncodedEvent unsent() {
    return Arguments.requirePresent(encoded, "encoded");
  }

  /**
   * Says that the producer has it, in a buffer of its own: tens of thousands may be on their way,
   * and what they hold would have to be copied at each collection of garbage.
   */
  void letGo() {
    encoded = null;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
    if (failure == null) {
      listener.acknowledged();
      callback.done(new SentRecord(metadata.partition(), metadata.offset()), null);
    } else if (Thread.currentThread() == caller
        && failure instanceof TimeoutException refusal
        && !hopeless(refusal)) {
      refused = true;
    } else {
      var reason = listener.failed(offeredTo, failure);
      fail(reason == null ? reasonOf(failure) : reason, failure);
    }
  }

  boolean expired(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /** Until when it may wait, by {@link System#nanoTime}. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  void fail(Reason reason, @Nullable Throwable cause) {
    callback.done(null, new PublishException(reason, topic, eventId, eventType, cause));
  }

  void fail(Throwable cause) {
    fail(reasonOf(cause), cause);
  }

  /** Whether waiting cannot cure why the producer did not take a record. */
  private static boolean hopeless(TimeoutException refusal) {
    var cause = refusal.getCause();
    return cause instanceof ApiException && reasonOf(cause) == Reason.NOT_AUTHORISED;
  }

  /** Whether the brokers do not know who this client is, or it does not trust them. */
  static boolean turnedAway(Throwable failure) {
    return failure instanceof AuthenticationException
        || (failure.getCause() != null && turnedAway(failure.getCause()));
  }

  private static Reason reasonOf(Throwable cause) {
    if (cause instanceof RecordTooLargeException) {
      return Reason.TOO_LARGE;
    }
    if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
      return Reason.NOT_AUTHORISED;
    }
    if (cause instanceof TimeoutException) {
      return cause.getCause() == null ? Reason.EXPIRED : reasonOf(cause.getCause());
    }
    return Reason.REFUSED;
  }
}
