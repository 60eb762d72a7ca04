package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.publish.PublishException.Reason;
import io.eventbus.publish.RecordSender.SentRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

/** A record on its way to the broker, and the promise to its caller. */
final class PendingRecord {

  private final EncodedEvent encoded;
  private final ProducerRecord<byte[], byte[]> record;
  private final long deadlineNanos;
  private final CompletableFuture<SentRecord> fate = new CompletableFuture<>();

  PendingRecord(EncodedEvent encoded, long deadlineNanos) {
    this.encoded = encoded;
    this.deadlineNanos = deadlineNanos;
    var all = encoded.headers();
    var headers = new Header[all.size()];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = new RecordHeader(all.get(i).name(), all.get(i).value());
    }
    this.record =
        new ProducerRecord<>(
            encoded.topic(), null, null, encoded.key(), encoded.body(), new RecordHeaders(headers));
  }

  String topic() {
    return encoded.topic();
  }

  int size() {
    return encoded.size();
  }

  ProducerRecord<byte[], byte[]> record() {
    return record;
  }

  CompletionStage<SentRecord> fate() {
    return fate;
  }

  boolean expired(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  void acknowledged(RecordMetadata metadata) {
    fate.complete(new SentRecord(metadata.partition(), metadata.offset()));
  }

  void fail(Reason reason, @Nullable Throwable cause) {
    fate.completeExceptionally(new PublishException(reason, encoded, cause));
  }

  void fail(Throwable cause) {
    fail(reasonOf(cause), cause);
  }

  /** Whether waiting cannot cure why the producer did not take a record. */
  static boolean hopeless(TimeoutException refusal) {
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
