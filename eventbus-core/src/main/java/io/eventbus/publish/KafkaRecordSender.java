package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.event.UnresolvedBrokersException;
import io.eventbus.observe.HealthProblem;
import io.eventbus.publish.PublishException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a record straight to the producer on the caller's thread; only what the producer refuses
 * for now, and all that comes behind it on the same topic, goes through the waiting buffer.
 */
final class KafkaRecordSender implements RecordSender, PendingRecord.OfferListener {

  private static final Logger log = LoggerFactory.getLogger(KafkaRecordSender.class);
  private static final long FIRST_RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Many brokers lock an account out that fails to log in too often. */
  private static final long LAST_RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record TurnedAway(Throwable reason, long nanos) {}

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Executor starter;
  private final AtomicBoolean starting = new AtomicBoolean();

  /** {@code null} while the name of no broker resolves. */
  private volatile @Nullable Producer<byte[], byte[]> producer;

  /** Why this producer was turned away before it ever wrote: it never gets over that. */
  private volatile @Nullable TurnedAway turnedAway;

  private volatile boolean everWrote;

  /** Complete when the first producer is there, or cannot be made for now or at all. */
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  private final WaitingBuffer waiting;
  private final PublisherOptions options;
  private final long maxWaitNanos;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean drained;
  private long triedNanos; // of the thread that drains, like the next
  private long renewalNanos = FIRST_RENEWAL_NANOS;

  /** A sender that has its producer, unless the name of no broker resolves. */
  KafkaRecordSender(Supplier<Producer<byte[], byte[]>> producers, PublisherOptions options) {
    this(producers, options, Runnable::run);
    awaitStart();
  }

  /**
   * A sender whose producer is made when something is sent or waits for it.
   *
   * @param starter has it made
   */
  KafkaRecordSender(
      Supplier<Producer<byte[], byte[]>> producers, PublisherOptions options, Executor starter) {
    this.producers = producers;
    this.starter = starter;
    this.options = options;
    this.waiting = new WaitingBuffer(options, this::takesInTurn);
    this.maxWaitNanos = options.maxWait().toNanos();
    this.triedNanos = System.nanoTime();
  }

  /** Has the first producer made, once. */
  private void start() {
    if (!starting.compareAndSet(false, true)) {
      return;
    }
    try {
      starter.execute(this::first);
    } catch (Throwable e) {
      started.completeExceptionally(e); // even without a thread: the draining one tries again
    }
  }

  /** What may mend itself is tried again; what cannot is for those to know who wait for it. */
  private void first() {
    try {
      adopt(producers.get());
      started.complete(null);
    } catch (UnresolvedBrokersException e) {
      log.warn("events wait: {}", e.getMessage());
      started.complete(null);
    } catch (Throwable e) {
      started.completeExceptionally(e);
    }
  }

  private void adopt(@Nullable Producer<byte[], byte[]> made) {
    producer = made;
    if (drained) {
      abandon(made); // whoever closed may have looked before it was there
    }
  }

  @Override
  public void awaitStart() {
    start();
    try {
      started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    }
  }

  /** Throws nothing: the draining thread must live on. */
  private @Nullable Producer<byte[], byte[]> another() {
    triedNanos = System.nanoTime();
    try {
      return producers.get();
    } catch (UnresolvedBrokersException e) {
      return null; // has been said
    } catch (RuntimeException e) {
      log.error("events wait, no producer can be made", e);
      return null;
    }
  }

  /** Offers what has waited; here a producer may be made, which looks names up. */
  private boolean takesInTurn(PendingRecord pending) {
    if (!started.isDone()) {
      return false;
    }
    var refusal = turnedAway;
    long since = refusal == null ? triedNanos : refusal.nanos();
    if ((producer == null || refusal != null) && System.nanoTime() - since > renewalNanos) {
      renew();
    } else if (refusal != null) {
      pending.fail(refusal.reason()); // the login has failed a moment ago
      return true;
    }
    return producerTakes(pending);
  }

  private void renew() {
    var before = producer;
    adopt(another());
    if (turnedAway != null) {
      turnedAway = null;
      renewalNanos = Math.min(2 * renewalNanos, LAST_RENEWAL_NANOS);
    }
    abandon(before);
  }

  private static void abandon(@Nullable Producer<byte[], byte[]> producer) {
    if (producer == null) {
      return;
    }
    try {
      producer.close(Duration.ZERO);
    } catch (RuntimeException e) {
      log.warn("a producer that is not used any more could not be closed", e);
    }
  }

  @Override
  public void send(EncodedEvent encoded, SendCallback callback) {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(callback, "callback");
    var pending = new PendingRecord(encoded, System.nanoTime() + maxWaitNanos, callback, this);
    if (closed.get()) {
      pending.fail(Reason.CLOSED, null);
    } else if (turnedAway != null
        || !waiting.isEmptyFor(encoded.topic())
        || !producerTakes(pending)) {
      start();
      waiting.add(pending);
    } else {
      pending.letGo();
    }
  }

  /** Offers a record; {@code false} if the producer would have to wait before it could take it. */
  private boolean producerTakes(PendingRecord pending) {
    var there = producer;
    if (there == null) {
      return false;
    }
    try {
      return pending.offer(there);
    } catch (Throwable e) {
      // Errors too: the draining thread must live on, and no caller may wait for ever.
      pending.fail(closed.get() ? Reason.CLOSED : Reason.REFUSED, e);
      return true;
    }
  }

  @Override
  public void acknowledged() {
    if (!everWrote) {
      everWrote = true;
    }
  }

  @Override
  public @Nullable Reason failed(@Nullable Producer<byte[], byte[]> offeredTo, Throwable failure) {
    if (!everWrote && offeredTo == producer && PendingRecord.turnedAway(failure)) {
      turnedAway = new TurnedAway(failure, System.nanoTime());
    }
    return null;
  }

  @Override
  public List<HealthProblem> problems() {
    return PublisherHealth.problems(waiting.waiting(), options, System.nanoTime());
  }

  @Override
  public boolean ready() {
    return producer != null && turnedAway == null && !closed.get();
  }

  @Override
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    waiting.close(timeout);
    drained = true;
    var there = producer;
    if (there != null) {
      there.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }
}
