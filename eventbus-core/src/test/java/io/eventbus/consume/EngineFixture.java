package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.deadletter.DeadLetterWriter;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.Observability;
import io.eventbus.publish.RecordSender;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the engine runs on in a test: real workers; only the broker is not there. */
@Timeout(30)
abstract class EngineFixture {

  private static final Duration SOON = Duration.ofMillis(10);

  final ExecutorService threads = Executors.newCachedThreadPool();
  final Workers workers = new Workers(threads, 4);
  final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  final Queue<EncodedEvent> deadLetters = new ConcurrentLinkedQueue<>();
  final ConsumerCounters counters = new ConsumerCounters();
  Observability observability = Observability.none();
  volatile boolean deadLettersFail;
  RetryPolicy policy =
      RetryPolicy.defaults().withMaxAttempts(3).withWaits(SOON, 2, SOON.multipliedBy(2));
  UnknownTypeRule unknownTypes = UnknownTypeRule.IGNORE;

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  Handling handling(Subscriptions subscriptions) {
    return new Handling(
        new EventCodec(CodecLimits.defaults()),
        subscriptions,
        Retries.of(policy),
        new DeadLetterWriter(
            new FakeSender(),
            "g",
            DeadLetterOptions.defaults().withCreateTopics(false),
            Map.of(),
            BusTracing.none()),
        unknownTypes,
        counters,
        workers,
        Observed.by(observability, "g"),
        fatal::complete);
  }

  /** The class has a timeout. */
  void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
      workers.watch(); // as the polling thread does each cycle
      Thread.onSpinWait();
    }
  }

  private final class FakeSender implements RecordSender {

    @Override
    public void send(EncodedEvent encoded, SendCallback callback) {
      deadLetters.add(encoded);
      if (deadLettersFail) {
        callback.done(null, new IllegalStateException("no topic"));
      } else {
        threads.execute(() -> callback.done(new SentRecord(0, 0), null));
      }
    }

    @Override
    public void close(Duration timeout) {}
  }
}
