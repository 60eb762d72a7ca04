package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.event.EventBusException;
import io.eventbus.publish.RecordSender;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane with real deliveries; only the broker is not there. */
@Timeout(30)
class LaneTest {

  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final PartitionProgress progress = new PartitionProgress(10_000);
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final Lane lane = new Lane(workers, progress, fatal::complete);
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final Queue<EncodedEvent> deadLetters = new ConcurrentLinkedQueue<>();
  private final ConsumerCounters counters = new ConsumerCounters();
  private volatile EventHandler<UserRegistered> handler =
      (event, context) -> handled.add(event.userId());
  private volatile boolean deadLettersFail;
  private UnknownTypeRule unknownTypes = UnknownTypeRule.IGNORE;

  @AfterEach
  void end() {
    workers.shutdownNow();
  }

  @Test
  void runsItsDeliveriesInOrder() throws Exception {
    int count = 5_000;
    for (int from = 0; from < count; from += 100) {
      add(IntStream.range(from, from + 100).mapToObj(String::valueOf).toArray(String[]::new));
    }

    awaitPosition(count);

    assertThat(handled)
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(String::valueOf).toList());
  }

  @Test
  void aRetryHoldsTheLaneAndKeepsTheOrder() throws Exception {
    var attempts = new ConcurrentLinkedQueue<Integer>();
    handler =
        (event, context) -> {
          if (event.userId().equals("b")) {
            attempts.add(context.attempt());
            if (context.attempt() < 3) {
              throw new IllegalStateException("not yet");
            }
          }
          handled.add(event.userId());
        };

    add("a", "b", "c");
    awaitPosition(3);

    assertThat(handled).containsExactly("a", "b", "c");
    assertThat(attempts).containsExactly(1, 2, 3);
    assertThat(counters.snapshot()).isEqualTo(new ConsumerStatistics(3, 2, 0, 0));
  }

  @Test
  void anExhaustedEventIsDoneOnlyWhenItsDeadLetterIsAcknowledged() throws Exception {
    deadLettersFail = true;
    handler =
        (event, context) -> {
          if (event.userId().equals("bad")) {
            throw new IllegalStateException("never");
          }
          handled.add(event.userId());
        };

    add("a", "bad", "c");
    awaitSize(deadLetters, 2);
    assertThat(progress.position()).isEqualTo(1);
    assertThat(handled).containsExactly("a");

    deadLettersFail = false;
    awaitPosition(3);
    assertThat(handled).containsExactly("a", "c");
    assertThat(counters.snapshot().deadLettered()).isEqualTo(1);
    assertThat(deadLetters.element().header("eventbus-dlq-attempts")).isEqualTo("3");
  }

  @Test
  void poisonIsNotTriedAgain() throws Exception {
    add("a", null, "c");
    awaitPosition(3);

    assertThat(handled).containsExactly("a", "c");
    assertThat(deadLetters)
        .singleElement()
        .extracting(letter -> letter.header("eventbus-dlq-reason"))
        .isEqualTo("undecodable");
    assertThat(counters.snapshot().retried()).isZero();
  }

  @Test
  void anErrorOfAHandlerIsAFailureLikeAnyOther() throws Exception {
    handler =
        (event, context) -> {
          if (event.userId().equals("bad")) {
            throw new StackOverflowError("deep");
          }
          handled.add(event.userId());
        };

    add("bad", "b");
    awaitPosition(2);

    assertThat(handled).containsExactly("b");
    assertThat(deadLetters.element().header("eventbus-dlq-exception-class"))
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void anInterruptThatAHandlerLeavesBehindDoesNotReachTheNext() throws Exception {
    var interrupted = new ConcurrentLinkedQueue<Boolean>();
    handler =
        (event, context) -> {
          interrupted.add(Thread.currentThread().isInterrupted());
          Thread.currentThread().interrupt();
        };

    add("a", "b", "c");
    awaitPosition(3);

    assertThat(interrupted).containsExactly(false, false, false);
  }

  @Test
  void theRuleForUnknownTypesDecides() throws Exception {
    addUnknown();
    awaitPosition(1);
    assertThat(counters.snapshot().skipped()).isEqualTo(1);

    unknownTypes = UnknownTypeRule.DEAD_LETTER;
    addUnknown();
    awaitPosition(2);
    assertThat(deadLetters.element().header("eventbus-dlq-reason")).isEqualTo("unknown-type");

    unknownTypes = UnknownTypeRule.FAIL;
    addUnknown();
    assertThat(fatal.get(10, SECONDS))
        .isInstanceOf(EventBusException.class)
        .hasMessageContaining("type foreign.type version 1 at topic t, partition 0, offset 2");
    assertThat(progress.position()).isEqualTo(2);
  }

  @Test
  void isQuietOnceTheRunningHandlerHasEndedAndBeginsNoOther() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    handler =
        (event, context) -> {
          entered.countDown();
          release.await();
          handled.add(event.userId());
        };
    add("a", "b");
    entered.await();

    lane.stop();
    assertThat(lane.quiet()).isNotDone();

    release.countDown();
    lane.quiet().get(10, SECONDS);
    assertThat(handled).containsExactly("a");
    assertThat(progress.position()).isEqualTo(1);
  }

  @Test
  void whatFailsAfterThePartitionWasGivenUpBecomesNoDeadLetter() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    handler =
        (event, context) -> {
          if (context.attempt() == 3) {
            entered.countDown();
            release.await();
          }
          throw new IllegalStateException("fails");
        };
    add("a");
    entered.await();

    lane.stop();
    release.countDown();
    lane.quiet().get(10, SECONDS);

    assertThat(deadLetters).isEmpty();
    assertThat(progress.position()).isZero();
  }

  @Test
  void isQuietAtOnceWhileARetryWaits() throws Exception {
    var tries = new AtomicInteger();
    var failed = new CountDownLatch(1);
    handler =
        (event, context) -> {
          tries.incrementAndGet();
          failed.countDown();
          throw new IllegalStateException("again");
        };
    add("a");
    failed.await();

    lane.stop();
    lane.quiet().get(10, SECONDS);

    assertThat(progress.position()).isZero();
    assertThat(tries.get()).isLessThan(4);
  }

  private long nextOffset;

  /** Adds events with these ids; {@code null} stands for bytes that are no JSON. */
  private void add(String... ids) {
    lane.add(
        java.util.Arrays.stream(ids)
            .map(id -> delivery(id == null ? "{poison" : "{\"userId\":\"" + id + "\"}"))
            .toList());
  }

  private void addUnknown() {
    var delivery = delivery("{}");
    lane.add(List.of(delivery));
  }

  private Delivery delivery(String body) {
    var record = new ConsumerRecord<byte[], byte[]>("t", 0, nextOffset, null, body.getBytes(UTF_8));
    if (body.equals("{}")) {
      record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
      record.headers().add("ce_id", "1".getBytes(UTF_8));
      record.headers().add("ce_source", "s".getBytes(UTF_8));
      record.headers().add("ce_type", "foreign.type".getBytes(UTF_8));
    }
    return new Delivery(record, progress.enter(nextOffset++, body.length()), handling());
  }

  private Delivery.Handling handling() {
    var subscriptions = new Subscriptions.Builder();
    subscriptions.add(
        "t", UserRegistered.class, (event, context) -> handler.handle(event, context));
    var policy =
        RetryPolicy.defaults()
            .withMaxAttempts(3)
            .withWaits(Duration.ofMillis(10), 2, Duration.ofMillis(20));
    return new Delivery.Handling(
        new EventCodec(CodecLimits.defaults()),
        subscriptions.build(),
        Retries.of(policy),
        new DeadLetters(new FakeSender(), "g"),
        unknownTypes,
        counters);
  }

  private void awaitPosition(long position) throws InterruptedException {
    await(() -> progress.position() >= position);
    assertThat(progress.position()).isEqualTo(position);
  }

  private static void awaitSize(Queue<?> queue, int size) throws InterruptedException {
    await(() -> queue.size() >= size);
  }

  /** The class has a timeout. */
  private static void await(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private final class FakeSender implements RecordSender {

    @Override
    public CompletionStage<SentRecord> send(EncodedEvent encoded) {
      deadLetters.add(encoded);
      return deadLettersFail
          ? CompletableFuture.failedFuture(new IllegalStateException("no topic"))
          : CompletableFuture.supplyAsync(() -> new SentRecord(0, 0), workers);
    }

    @Override
    public void close(Duration timeout) {}
  }
}
