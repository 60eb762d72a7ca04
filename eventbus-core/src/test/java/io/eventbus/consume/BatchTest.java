package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.SampleEvents.UserRegistered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of a real partition; only the broker is not there. */
class BatchTest extends PartitionFixture {

  private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
  private volatile BatchEventHandler<UserRegistered> batchHandler = this::note;
  private BatchOptions options = new BatchOptions(10, Duration.ofMillis(20));
  private BatchCollector<UserRegistered> collector;

  BatchTest() {
    ordering = Ordering.KEY;
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
    batchHandler =
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
    batchHandler =
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
    batchHandler =
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
    partition().accept(List.of(record(null, "k", nextOffset++)));
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
    batchHandler =
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
    return IntStream.range(from, to).mapToObj(String::valueOf).toArray(String[]::new);
  }

  private int nextId;

  private void add(IntFunction<String> keys, int count) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (int i = 0; i < count; i++) {
      var key = keys.apply(nextId);
      records.add(record(String.valueOf(nextId++), key, nextOffset++));
    }
    partition().accept(records);
  }

  @Override
  Target<UserRegistered> target() {
    collector = new BatchCollector<>(events -> batchHandler.handle(events), options, workers);
    return new Target.Batched<>(collector);
  }
}
