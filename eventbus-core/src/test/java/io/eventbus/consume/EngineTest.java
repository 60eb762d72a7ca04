package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.event.EventBusException;
import io.eventbus.publish.RecordSender;
import io.eventbus.retry.OutageException;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partitions, lanes and deliveries as they are; only the broker is not there. */
@Timeout(30)
class EngineTest {

  private static final Duration SOON = Duration.ofMillis(10);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Workers workers = new Workers(threads, 4);
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final Queue<EncodedEvent> deadLetters = new ConcurrentLinkedQueue<>();
  private final ConsumerCounters counters = new ConsumerCounters();
  private volatile EventHandler<UserRegistered> handler =
      (event, context) -> handled.add(event.userId());
  private volatile boolean deadLettersFail;
  private RetryPolicy policy =
      RetryPolicy.defaults().withMaxAttempts(3).withWaits(SOON, 2, SOON.multipliedBy(2));
  private Ordering ordering = Ordering.PARTITION;
  private UnknownTypeRule unknownTypes = UnknownTypeRule.IGNORE;
  private Subscriptions subscriptions;
  private AssignedPartition partition;
  private long nextOffset;

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void handlesAPartitionInOrder() throws Exception {
    int count = 5_000;
    for (int from = 0; from < count; from += 100) {
      add(IntStream.range(from, from + 100).mapToObj(String::valueOf).toArray(String[]::new));
    }

    awaitPosition(count);

    assertThat(handled)
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(String::valueOf).toList());
  }

  @Test
  void aRetryHoldsThePartitionAndKeepsTheOrder() throws Exception {
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
    assertThat(position()).isEqualTo(1);
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
  void anAttributeThatCannotBeReadIsPoisonOnceTheHandlerAsksForIt() throws Exception {
    handler = (event, context) -> handled.add(context.metadata().id());
    addCloudEvent("user.registered", "1");
    addCloudEvent("user.registered", " ");
    awaitPosition(2);

    assertThat(handled).containsExactly("1");
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
    assertThat(counters.snapshot().handled()).isZero();

    partition = null;
    unknownTypes = UnknownTypeRule.DEAD_LETTER;
    addUnknown();
    awaitPosition(2);
    assertThat(deadLetters.element().header("eventbus-dlq-reason")).isEqualTo("unknown-type");

    partition = null;
    unknownTypes = UnknownTypeRule.FAIL;
    addUnknown();
    assertThat(fatal.get(10, SECONDS))
        .isInstanceOf(EventBusException.class)
        .hasMessageContaining("type foreign.type version 1 at topic t, partition 0, offset 2");
    assertThat(position()).isEqualTo(2);
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

    partition.stop();
    assertThat(partition.quiet()).isNotDone();

    release.countDown();
    partition.quiet().get(10, SECONDS);
    assertThat(handled).containsExactly("a");
    assertThat(position()).isEqualTo(1);
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

    partition.stop();
    release.countDown();
    partition.quiet().get(10, SECONDS);

    assertThat(deadLetters).isEmpty();
    assertThat(position()).isZero();
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

    partition.stop();
    partition.quiet().get(10, SECONDS);

    assertThat(position()).isZero();
    assertThat(tries.get()).isLessThan(4);
  }

  @Test
  void aRetryHoldsItsOwnKeyOnly() {
    ordering = Ordering.KEY;
    var tries = new AtomicInteger();
    handler =
        (event, context) -> {
          if (event.userId().equals("bad") && tries.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
          handled.add(event.userId());
        };

    addKeyed("k1", "bad", "k1", "behind", "k2", "free", "k1", "last");
    awaitPosition(4);

    assertThat(handled).containsExactly("free", "bad", "behind", "last");
  }

  @Test
  void aSlowEventHoldsItsOwnKeyOnlyThoughHandlersWereFastSoFar() throws Exception {
    ordering = Ordering.KEY;
    add(many("fast", 2_000));
    awaitPosition(2_000);
    var release = new CountDownLatch(1);
    handler =
        (event, context) -> {
          if (event.userId().equals("slow")) {
            release.await();
          }
          handled.add(event.userId());
        };
    handled.clear();

    addKeyed("k1", "slow", "k1", "behind", "k2", "a", "k3", "b");
    await(
        () -> {
          workers.watch(); // as the polling thread does each cycle
          return handled.size() == 2;
        });
    assertThat(handled).containsExactlyInAnyOrder("a", "b");
    assertThat(position()).isEqualTo(2_000);

    release.countDown();
    awaitPosition(2_004);
    assertThat(handled).endsWith("slow", "behind");
  }

  @Test
  void keepsTheOrderOfEachKeyWhileManyRunSideBySide() {
    ordering = Ordering.KEY;
    long seed = System.nanoTime();
    var random = new Random(seed);
    var perKey = new ConcurrentHashMap<String, List<Integer>>();
    var inside = new ConcurrentHashMap<String, AtomicInteger>();
    var breaches = new ConcurrentLinkedQueue<String>();
    handler =
        (event, context) -> {
          var parts = event.userId().split("-", 2);
          var here = inside.computeIfAbsent(parts[0], key -> new AtomicInteger());
          if (here.incrementAndGet() != 1) {
            breaches.add("two at once in " + parts[0]);
          }
          if (event.userId().hashCode() % 97 == 0 && context.attempt() == 1) {
            here.decrementAndGet();
            throw new IllegalStateException("first attempt");
          }
          perKey
              .computeIfAbsent(parts[0], key -> new ArrayList<>())
              .add(Integer.parseInt(parts[1]));
          here.decrementAndGet();
        };
    int count = 20_000;
    for (int from = 0; from < count; from += 200) {
      var keysAndIds = new String[400];
      for (int i = 0; i < 200; i++) {
        var key = "k" + random.nextInt(random.nextBoolean() ? 3 : 300);
        keysAndIds[2 * i] = key;
        keysAndIds[2 * i + 1] = key + "-" + (from + i);
      }
      int entered = from;
      await(() -> entered - position() < 1_500);
      addKeyed(keysAndIds);
    }
    awaitPosition(count);

    assertThat(breaches).as("seed %s", seed).isEmpty();
    assertThat(perKey.values().stream().mapToInt(List::size).sum()).isEqualTo(count);
    assertThat(perKey.values()).as("seed %s", seed).allSatisfy(ids -> assertThat(ids).isSorted());
  }

  @Test
  void eventsWithoutAKeyHaveNoOrder() throws Exception {
    ordering = Ordering.KEY;
    var bothInside = new CountDownLatch(2);
    handler =
        (event, context) -> {
          bothInside.countDown();
          bothInside.await();
        };

    addKeyed(null, "a", null, "b");
    await(
        () -> {
          workers.watch();
          return position() == 2;
        });
  }

  @Test
  void neverHasMoreInTheHandlersThanTheConcurrency() {
    ordering = Ordering.NONE;
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    handler =
        (event, context) -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          LockSupport.parkNanos(200_000);
          inside.decrementAndGet();
        };

    add(IntStream.range(0, 1_000).mapToObj(String::valueOf).toArray(String[]::new));
    awaitPosition(1_000);

    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void anOutageSpendsNoAttemptAndEndsByItself() {
    ordering = Ordering.KEY;
    var away = new AtomicInteger(3);
    var calls = new AtomicInteger();
    handler =
        (event, context) -> {
          calls.incrementAndGet();
          if (away.get() > 0) {
            away.decrementAndGet();
            throw new OutageException("the database is away", null);
          }
          assertThat(context.attempt()).isEqualTo(1);
          handled.add(event.userId());
        };

    addKeyed("k1", "a", "k1", "b");
    await(() -> partition.outage().lasts());
    assertThat(partition.updateHold(false)).isTrue();
    assertThat(partition.held()).isTrue();
    awaitPosition(2);

    assertThat(handled).containsExactly("a", "b");
    assertThat(calls.get()).isEqualTo(5);
    assertThat(counters.snapshot()).isEqualTo(new ConsumerStatistics(2, 0, 0, 0));
    assertThat(deadLetters).isEmpty();
    assertThat(partition.outage().since()).isEmpty();
  }

  @Test
  void duringAnOutageOneEventAtATimeIsTried() {
    ordering = Ordering.NONE;
    var away = new AtomicBoolean(true);
    var calls = new AtomicInteger();
    handler =
        (event, context) -> {
          calls.incrementAndGet();
          if (away.get()) {
            throw new OutageException("away", null);
          }
          handled.add(event.userId());
        };
    policy = policy.withWaits(Duration.ofMillis(50), 1, Duration.ofMillis(50)).withJitter(0);
    add(many("e", 100));
    await(() -> partition.outage().lasts() && !workers.behind());
    int first = calls.get();

    await(() -> calls.get() >= first + 3);
    assertThat(calls.get()).isLessThan(first + 10);

    away.set(false);
    awaitPosition(100);
  }

  @Test
  void aPauseKeepsEventsFromTheirHandlers() {
    partition(); // so that the subscriptions are there
    subscriptions.pauseAll();
    add("a", "b");
    await(() -> !workers.behind());
    assertThat(handled).isEmpty();

    subscriptions.resumeAll();
    awaitPosition(2);
    assertThat(handled).containsExactly("a", "b");
  }

  @Test
  void aPausedTypeHoldsItsOwnKeys() {
    ordering = Ordering.KEY;
    partition();
    subscriptions.gatesOf(UserRegistered.class).forEach(Gate::close);
    addKeyed("k1", "a");
    addUnknown();
    await(() -> counters.snapshot().skipped() == 1);
    assertThat(handled).isEmpty();

    subscriptions.gatesOf(UserRegistered.class).forEach(Gate::open);
    awaitPosition(2);
    assertThat(handled).containsExactly("a");
  }

  @Test
  void forgetsTheLanesOfKeysThatAreDone() {
    ordering = Ordering.KEY;
    var lanes = new KeyLanes(Ordering.KEY);
    for (int i = 0; i < 10_000; i++) {
      var delivery =
          new Delivery(
              new ReceivedRecord(record("x", "key-" + i, i), new ReceivedHeaders.Reader()),
              i,
              partition());
      assertThat(lanes.enter(delivery)).isTrue();
      delivery.leaveLine();
    }
    assertThat(lanes.size()).isLessThan(200);
  }

  @Test
  void whatIsKnownToBeDoneIsNotDoneAgain() {
    var completed = new CompletedOffsets(List.of(new CompletedOffsets.Range(1, 3)));
    partition =
        newPartition(new StartPosition(new OffsetAndMetadata(0), OptionalLong.empty(), completed));

    add("a", "b", "c", "d");
    awaitPosition(4);

    assertThat(handled).containsExactly("a", "d");
  }

  private static String[] many(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private long position() {
    return partition().status(OptionalLong.empty()).position();
  }

  /** Adds events with these ids; {@code null} stands for bytes that are no JSON. */
  private void add(String... ids) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (var id : ids) {
      records.add(record(id, null, nextOffset++));
    }
    partition().accept(records);
  }

  /** Adds events of keys: key, id, key, id. */
  private void addKeyed(String... keysAndIds) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (int i = 0; i < keysAndIds.length; i += 2) {
      records.add(record(keysAndIds[i + 1], keysAndIds[i], nextOffset++));
    }
    partition().accept(records);
  }

  private static ConsumerRecord<byte[], byte[]> record(String id, String key, long offset) {
    var body = id == null ? "{poison" : "{\"userId\":\"" + id + "\"}";
    return new ConsumerRecord<>(
        "t", 0, offset, key == null ? null : key.getBytes(UTF_8), body.getBytes(UTF_8));
  }

  private void addUnknown() {
    addCloudEvent("foreign.type", "1");
  }

  private void addCloudEvent(String type, String id) {
    var record = record("x", null, nextOffset++);
    record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    record.headers().add("ce_id", id.getBytes(UTF_8));
    record.headers().add("ce_source", "s".getBytes(UTF_8));
    record.headers().add("ce_type", type.getBytes(UTF_8));
    partition().accept(List.of(record));
  }

  private AssignedPartition partition() {
    if (partition == null) {
      partition = newPartition(StartPosition.UNKNOWN);
    }
    return partition;
  }

  private AssignedPartition newPartition(StartPosition start) {
    var builder = new SubscriptionsBuilder();
    builder.add(
        "t",
        UserRegistered.class,
        unused -> new Target.One<>((event, context) -> handler.handle(event, context)),
        null);
    subscriptions = builder.build(workers, policy);
    var handling =
        new Handling(
            new EventCodec(CodecLimits.defaults()),
            subscriptions,
            Retries.of(policy),
            new DeadLetters(
                new FakeSender(),
                "g",
                DeadLetterOptions.defaults().withCreateTopics(false),
                Map.of()),
            unknownTypes,
            counters,
            workers,
            fatal::complete);
    var options = ConsumerOptions.defaults().withOrdering(ordering);
    return new AssignedPartition(new TopicPartition("t", 0), options, 10_000, start, handling);
  }

  private void awaitPosition(long position) {
    await(() -> position() >= position);
    assertThat(position()).isEqualTo(position);
  }

  private static void awaitSize(Queue<?> queue, int size) {
    await(() -> queue.size() >= size);
  }

  /** The class has a timeout. */
  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
      Thread.onSpinWait();
    }
  }

  private final class FakeSender implements RecordSender {

    @Override
    public CompletionStage<SentRecord> send(EncodedEvent encoded) {
      deadLetters.add(encoded);
      return deadLettersFail
          ? CompletableFuture.failedFuture(new IllegalStateException("no topic"))
          : CompletableFuture.supplyAsync(() -> new SentRecord(0, 0), threads);
    }

    @Override
    public void close(Duration timeout) {}
  }
}
