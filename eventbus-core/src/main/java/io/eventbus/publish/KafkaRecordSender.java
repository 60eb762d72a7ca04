package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.publish.PublishException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a record straight to the producer on the caller's thread; only what the producer refuses
 * for now, and all that comes behind it on the same topic, goes through the waiting buffer.
 */
final class KafkaRecordSender implements RecordSender {

  private final Producer<byte[], byte[]> producer;
  private final WaitingBuffer waiting;
  private final long maxWaitNanos;
  private final AtomicBoolean closed = new AtomicBoolean();

  KafkaRecordSender(Producer<byte[], byte[]> producer, PublisherOptions options) {
    this.producer = producer;
    this.waiting = new WaitingBuffer(options, this::producerTakes);
    this.maxWaitNanos = options.maxWait().toNanos();
  }

  @Override
  public CompletionStage<SentRecord> send(EncodedEvent encoded) {
    Arguments.requirePresent(encoded, "encoded");
    var pending = new PendingRecord(encoded, System.nanoTime() + maxWaitNanos);
    if (closed.get()) {
      pending.fail(Reason.CLOSED, null);
    } else if (!(waiting.isEmptyFor(encoded.topic()) && producerTakes(pending))) {
      waiting.add(pending);
    }
    return pending.fate();
  }

  /** Offers a record; {@code false} if the producer would have to wait before it could take it. */
  private boolean producerTakes(PendingRecord pending) {
    var attempt = new Attempt(pending);
    attempt.offering = true;
    try {
      var unused = producer.send(pending.record(), attempt); // the callback tells all
    } catch (Throwable e) {
      // Errors too: the draining thread must live on, and no caller may wait for ever.
      pending.fail(closed.get() ? Reason.CLOSED : Reason.REFUSED, e);
    } finally {
      attempt.offering = false;
    }
    return attempt.taken();
  }

  @Override
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    waiting.close(timeout);
    producer.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
  }

  /**
   * One offer to the producer. What the producer cannot take it reports from within {@code send},
   * on the calling thread; what it took is reported later, on its own.
   */
  private static final class Attempt implements Callback {

    private final PendingRecord pending;
    private final Thread caller = Thread.currentThread();

    /**
     * Read and written by the caller alone. Tells a refusal from a failure that comes later, maybe
     * on the same thread: a callback may publish, and that is on the producer's own.
     */
    private boolean offering;

    private boolean refused;

    Attempt(PendingRecord pending) {
      this.pending = pending;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
      if (failure == null) {
        pending.acknowledged(metadata);
      } else if (Thread.currentThread() == caller
          && offering
          && failure instanceof TimeoutException refusal
          && !PendingRecord.hopeless(refusal)) {
        refused = true;
      } else {
        pending.fail(failure);
      }
    }

    boolean taken() {
      return !refused;
    }
  }
}
