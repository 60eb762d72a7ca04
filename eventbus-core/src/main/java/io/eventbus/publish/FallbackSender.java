package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.observe.HealthProblem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what another sender could not send. On a thread of its own, since failures are told on the
 * producer's, which must go on sending; what waits for it has the bounds of the waiting buffer.
 */
final class FallbackSender implements RecordSender {

  private static final Logger log = LoggerFactory.getLogger(FallbackSender.class);
  private static final SentRecord STORED = new SentRecord(-1, -1, PublishOutcome.STORED);
  private static final long IDLE_SECONDS = 10;

  private final RecordSender sender;
  private final PublishFallback fallback;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final ThreadPoolExecutor storing;
  private volatile boolean failing; // written by the thread that stores, which may be another one

  FallbackSender(RecordSender sender, PublishFallback fallback, PublisherOptions options) {
    this.sender = Arguments.requirePresent(sender, "sender");
    this.fallback = Arguments.requirePresent(fallback, "fallback");
    this.maxBytes = Arguments.requirePresent(options, "options").maxWaitingBytes();
    var waiting = new ArrayBlockingQueue<Runnable>(options.maxWaitingEvents());
    this.storing =
        new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, waiting, FallbackThread::new);
    storing.allowCoreThreadTimeOut(true);
  }

  private static final class FallbackThread extends Thread {

    FallbackThread(Runnable work) {
      super(work, "eventbus-publisher-fallback");
      setDaemon(true);
    }
  }

  @Override
  public void send(EncodedEvent encoded, SendCallback callback) {
    if (Thread.currentThread() instanceof FallbackThread) {
      sender.send(encoded, callback); // a fallback that publishes must not be its own
      return;
    }
    sender.send(
        encoded,
        (sent, failure) -> {
          if (failure instanceof PublishException refused) {
            store(new Unsent(encoded, refused, callback));
          } else {
            callback.done(sent, failure);
          }
        });
  }

  /** Says once per change how storing goes. */
  private void report(@Nullable Throwable failure) {
    if (failure != null && !failing) {
      log.warn("the fallback does not store what was not published, events fail", failure);
    } else if (failure == null && failing) {
      log.info("the fallback stores again what was not published");
    }
    failing = failure != null;
  }

  private void store(Unsent unsent) {
    if (bytes.addAndGet(unsent.encoded.size()) > maxBytes) {
      unsent.giveUp(new RejectedExecutionException("too much waits to be stored"));
      return;
    }
    try {
      storing.execute(unsent);
    } catch (RejectedExecutionException e) {
      unsent.giveUp(e);
    }
  }

  @Override
  public List<HealthProblem> problems() {
    return sender.problems();
  }

  @Override
  public boolean ready() {
    return sender.ready();
  }

  @Override
  public void awaitStart() {
    sender.awaitStart();
  }

  /**
   * The other sender gets half of the time, since all that it cannot send by then is to be stored.
   */
  @Override
  public void close(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    sender.close(timeout.dividedBy(2));
    storing.shutdown();
    try {
      storing.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var left = storing.shutdownNow();
    if (!left.isEmpty()) {
      log.warn("{} events were neither published nor stored in time", left.size());
    }
    left.forEach(
        unsent -> ((Unsent) unsent).giveUp(new RejectedExecutionException("the bus is closed")));
  }

  /** An event on its way to the fallback. */
  private final class Unsent implements Runnable {

    private final EncodedEvent encoded;
    private final PublishException failure;
    private final SendCallback callback;

    Unsent(EncodedEvent encoded, PublishException failure, SendCallback callback) {
      this.encoded = encoded;
      this.failure = failure;
      this.callback = callback;
    }

    @Override
    public void run() {
      try {
        fallback.store(encoded, failure);
      } catch (Throwable e) {
        report(e);
        giveUp(e);
        return;
      }
      report(null);
      bytes.addAndGet(-encoded.size());
      callback.done(STORED, null);
    }

    void giveUp(Throwable reason) {
      bytes.addAndGet(-encoded.size());
      if (reason != failure) {
        failure.addSuppressed(reason);
      }
      callback.done(null, failure);
    }
  }
}
