package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.publish.RecordSender;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of a real partition; only the broker is not there. */
@Timeout(30)
class BatchTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Workers workers = new Workers(threads, 4);
  private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
  private final Queue<EncodedEvent> deadLetters = new ConcurrentLinkedQueue<>();
  private final ConsumerCounters counters = new ConsumerCounters();
  private volatile BatchEventHandler<UserRegistered> handler = this::note;
  private BatchOptions options = new BatchOptions(10, Duration.ofMillis(20));
  private BatchCollector<UserRegistered> collector;
  private Subscriptions subscriptions;
  private AssignedPartition partition;
  private long nextOffset;

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void fillsAListUpToItsSizeWithEventsOfOneKeyInTheirOrder() {
    add(key -> "k", 25);
    awaitPosition(25);

    assertThat(batches.stream().flatMap(List::stream)).containsExactly(ids(0, 25));
    assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(10));
    assertThat(batches.element()).hasSize(10);
    assertThat(counters.snapshot().handled()).isEqualTo(25);
  }

  @Test
  void aListThatDoesNotFillIsHandedOverAfterTheWait() {
    add(key -> "k" + key, 3);
    awaitPosition(3);

    assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrder(ids(0, 3));
  }

  @Test
  void takesWhatComesBehindTheEventsThatWaitAlready() {
    options = new BatchOptions(10, Duration.ofSeconds(20));
    add(key -> "k", 4);
    await(() -> !workers.behind());
    add(key -> "k", 6);
    collector.topUp();
    awaitPosition(10);

    assertThat(batches).containsExactly(List.of(ids(0, 10)));
  }

  @Test
  void withoutAWaitTakesWhatIsThere() {
    options = new BatchOptions(10, Duration.ZERO);
    add(key -> "k", 10);
    awaitPosition(10);

    assertThat(batches.stream().flatMap(List::stream)).containsExactly(ids(0, 10));
  }

  @Test
  void aNamedFailureCommitsWhatIsBeforeItAndBringsTheRestAgain() {
    var failures = new AtomicInteger();
    handler =
        events -> {
          for (int i = 0; i < events.size(); i++) {
            if (events.get(i).event().userId().equals("4") && failures.incrementAndGet() < 3) {
              note(events.subList(0, i));
              throw new BatchFailedException(i, new IllegalStateException("not this one"));
            }
          }
          note(events);
        };

    add(key -> "k", 10);
    awaitPosition(10);

    assertThat(batches.stream().flatMap(List::stream)).containsExactly(ids(0, 10));
    assertThat(counters.snapshot()).isEqualTo(new ConsumerStatistics(10, 2, 0, 0));
  }

  @Test
  void aNamelessFailureIsFoundByTryingEachEventAlone() {
    handler =
        events -> {
          if (events.stream().anyMatch(event -> event.event().userId().equals("4"))) {
            throw new IllegalStateException("one of them is bad");
          }
          note(events);
        };

    add(key -> "k" + key % 3, 10);
    awaitPosition(10);

    assertThat(deadLetters)
        .singleElement()
        .satisfies(letter -> assertThat(new String(letter.body(), UTF_8)).contains("\"4\""));
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrder("0", "1", "2", "3", "5", "6", "7", "8", "9");
  }

  @Test
  void anErrorOfAHandlerIsAFailureLikeAnyOther() {
    handler =
        events -> {
          if (events.stream().anyMatch(event -> event.event().userId().equals("1"))) {
            throw new StackOverflowError("deep");
          }
          note(events);
        };

    add(key -> "k" + key, 3);
    awaitPosition(3);

    assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrder("0", "2");
    assertThat(deadLetters.element().header("eventbus-dlq-exception-class"))
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void poisonInTheMiddleBecomesADeadLetterAndTheRestGoesOn() {
    options = new BatchOptions(10, Duration.ofMillis(5));
    add(key -> "k", 3);
    partition().accept(List.of(record("{poison", "k")));
    add(key -> "k", 3);
    awaitPosition(7);

    assertThat(deadLetters).hasSize(1);
    assertThat(batches.stream().flatMap(List::stream)).containsExactly(ids(0, 6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListThatIsBeingFilledWaitsOnceItsTopicOrTypeIsPaused(boolean wholeTopic) throws Exception {
    options = new BatchOptions(10, Duration.ofMillis(300));
    add(key -> "k" + key % 2, 4);
    await(() -> !workers.behind() && workers.longestRunNanos().isEmpty());
    var gates =
        wholeTopic
            ? List.of(subscriptions.require("t").gate())
            : subscriptions.gatesOf(UserRegistered.class);
    gates.forEach(Gate::close);
    var wellAfterTheWait = new CountDownLatch(1);
    Workers.after(Duration.ofMillis(600), wellAfterTheWait::countDown);
    wellAfterTheWait.await();
    await(() -> !workers.behind() && workers.longestRunNanos().isEmpty());
    assertThat(batches).isEmpty();

    gates.forEach(Gate::open);
    awaitPosition(4);
    var ids = batches.stream().flatMap(List::stream).toList();
    assertThat(ids).containsSubsequence("0", "2").containsSubsequence("1", "3").hasSize(4);
  }

  @Test
  void keepsTheOrderOfEachKeyWithinAndBetweenBatches() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var perKey = new ConcurrentHashMap<String, List<Integer>>();
    var inside = new ConcurrentHashMap<String, AtomicInteger>();
    var breaches = new ConcurrentLinkedQueue<String>();
    options = new BatchOptions(50, Duration.ofMillis(1));
    handler =
        events -> {
          var keys = events.stream().map(event -> event.context().key()).distinct().toList();
          for (var key : keys) {
            if (inside.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet() != 1) {
              breaches.add("key " + key + " is in two batches");
            }
          }
          int bad = events.get(0).context().attempt() == 1 && events.size() % 5 == 0 ? 2 : -1;
          for (int i = 0; i < events.size() && i != bad; i++) {
            perKey
                .computeIfAbsent(events.get(i).context().key(), k -> new ArrayList<>())
                .add(Integer.parseInt(events.get(i).event().userId()));
          }
          keys.forEach(key -> inside.get(key).decrementAndGet());
          if (bad >= 0 && bad < events.size()) {
            throw new BatchFailedException(bad, new IllegalStateException("again"));
          }
        };
    int count = 5_000;
    while (nextOffset < count) {
      add(key -> "k" + random.nextInt(40), 100);
      collector.topUp();
      await(() -> nextOffset - position() < 1_500);
    }
    awaitPosition(count);

    assertThat(breaches).as("seed %s", seed).isEmpty();
    assertThat(perKey.values().stream().mapToInt(List::size).sum()).isEqualTo(count);
    assertThat(perKey.values()).as("seed %s", seed).allSatisfy(ids -> assertThat(ids).isSorted());
  }

  private void note(List<ReceivedEvent<UserRegistered>> events) {
    batches.add(events.stream().map(event -> event.event().userId()).toList());
  }

  private static String[] ids(int from, int to) {
    return java.util.stream.IntStream.range(from, to)
        .mapToObj(String::valueOf)
        .toArray(String[]::new);
  }

  private int nextId;

  private void add(java.util.function.IntFunction<String> keys, int count) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (int i = 0; i < count; i++) {
      var key = keys.apply(nextId);
      records.add(record("{\"userId\":\"" + nextId++ + "\"}", key));
    }
    partition().accept(records);
  }

  private ConsumerRecord<byte[], byte[]> record(String body, String key) {
    return new ConsumerRecord<>("t", 0, nextOffset++, key.getBytes(UTF_8), body.getBytes(UTF_8));
  }

  private AssignedPartition partition() {
    if (partition == null) {
      collector = new BatchCollector<>(events -> handler.handle(events), options, workers);
      var builder = new SubscriptionsBuilder();
      builder.add("t", UserRegistered.class, unused -> new Target.Batched<>(collector), null);
      var policy =
          RetryPolicy.defaults()
              .withMaxAttempts(3)
              .withWaits(Duration.ofMillis(5), 2, Duration.ofMillis(10));
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
              UnknownTypeRule.IGNORE,
              counters,
              workers,
              failure -> {});
      partition =
          new AssignedPartition(
              new TopicPartition("t", 0),
              ConsumerOptions.defaults(),
              10_000,
              StartPosition.UNKNOWN,
              handling);
    }
    return partition;
  }

  private long position() {
    return partition.status(OptionalLong.empty()).position();
  }

  private void awaitPosition(long position) {
    await(() -> position() >= position);
    assertThat(position()).isEqualTo(position);
  }

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
      return CompletableFuture.supplyAsync(() -> new SentRecord(0, 0), threads);
    }

    @Override
    public void close(Duration timeout) {}
  }
}
