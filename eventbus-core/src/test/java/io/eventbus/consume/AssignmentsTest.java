package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.codec.Upcasters;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Partitions come and go while real workers are at them; only the broker is not there. */
class AssignmentsTest extends EngineFixture {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);
  private static final TopicPartition BATCHED = new TopicPartition("batched", 0);
  private static final TopicPartition BATCHED_TOO = new TopicPartition("batched", 1);

  private static volatile CountDownLatch parsing = new CountDownLatch(1);
  private static volatile CompletableFuture<Void> mayParse = new CompletableFuture<>();

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final FakeStore store = new FakeStore();
  private final Subscriptions subscriptions = subscriptions();
  private final OffsetCommitter committer = new OffsetCommitter(store, Duration.ofSeconds(1), 0);
  private final Assignments assignments = assignments(Duration.ofMillis(100));
  private volatile RecordHandler handler = this::note;

  @EventType("blocking")
  record Blocking(String id) implements IntegrationEvent {
    Blocking {
      if (id.equals("slow")) {
        parsing.countDown();
        mayParse.join();
      } else if (id.equals("endless")) {
        throw new StackOverflowError("in the event's own code");
      }
    }
  }

  @AfterEach
  void end() {
    release.countDown();
    mayParse.complete(null);
  }

  @Test
  void aLateCompletionOfAnOldAssignmentDoesNotTouchTheNew() {
    var lateDone = new AtomicInteger();
    var releaseNew = new CountDownLatch(1);
    handler =
        (encoded, origin) -> {
          hold(encoded, origin);
          lateDone.incrementAndGet();
        };
    assign(FIRST);
    var old = assignments.find(FIRST);
    accept(FIRST, 0, 1);
    await(() -> inside.get() == 2);
    assignments.onPartitionsRevoked(List.of(FIRST));

    handler = (encoded, origin) -> releaseNew.await();
    assign(FIRST);
    accept(FIRST, 0, 1);
    release.countDown();
    await(() -> old.quiet().isDone());

    assertThat(lateDone).hasValue(2);
    assertThat(position(FIRST)).isZero();
    assertThat(assignments.find(FIRST).status(OptionalLong.empty()).inFlight()).isEqualTo(2);
    releaseNew.countDown();
    await(() -> position(FIRST) == 2);
  }

  @Test
  void theOldAssignmentSavesNothingOnceANewOneIsThere() {
    handler = this::hold;
    assign(FIRST);
    var old = assignments.find(FIRST);
    accept(FIRST, 0);
    await(() -> inside.get() == 1);
    assignments.onPartitionsLost(List.of(FIRST));
    assign(FIRST);
    release.countDown();
    await(() -> old.quiet().isDone());

    committer.commitNow(assignments.all(), Duration.ofSeconds(1));

    assertThat(store.saved).isEmpty();
  }

  @Test
  void revokingReturnsInTimeThoughEveryWorkerIsInAHandler() {
    handler = this::hold;
    assign(FIRST);
    accept(FIRST, 0, 1, 2, 3, 4);
    await(() -> inside.get() == 4);

    long start = System.nanoTime();
    assignments.onPartitionsRevoked(List.of(FIRST));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
    assertThat(store.saved).containsEntry(FIRST, 0L);
  }

  @Test
  void revokingReturnsInTimeThoughAWorkerHoldsTheLockOfABatch() {
    parsing = new CountDownLatch(1);
    mayParse = new CompletableFuture<>();
    assign(BATCHED);
    accept(BATCHED, "k", "a", "slow");
    await(() -> parsing.getCount() == 0);

    long start = System.nanoTime();
    assignments.onPartitionsRevoked(List.of(BATCHED));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(handled).isEmpty();
  }

  @Test
  void revokingOnePartitionDoesNotWaitForTheHandlersOfAnother() {
    handler = this::hold;
    var patient = assignments(Duration.ofMinutes(1));
    patient.onPartitionsAssigned(List.of(FIRST, SECOND));
    patient.find(FIRST).accept(List.of(record(FIRST, 0, "k", "{}")));
    await(() -> inside.get() == 1);

    patient.onPartitionsRevoked(List.of(SECOND));

    assertThat(patient.find(SECOND)).isNull();
    release.countDown();
    await(() -> patient.find(FIRST).status(OptionalLong.empty()).position() == 1);
  }

  @Test
  void whatWaitsAtAGateIsDroppedForARevokedPartitionAndKeptForAnother() {
    assign(FIRST, SECOND);
    subscriptions.pauseAll();
    accept(FIRST, 0, 1);
    accept(SECOND, 0, 1);
    await(() -> !workers.behind());

    assignments.onPartitionsRevoked(List.of(FIRST));
    subscriptions.resumeAll();

    await(() -> position(SECOND) == 2);
    assertThat(handled).containsExactlyInAnyOrder("t-1@0", "t-1@1");
    assertThat(store.saved).containsExactly(Map.entry(FIRST, 0L));
  }

  @Test
  void whatIsReadyIsDroppedForARevokedPartitionAndKeptForAnother() {
    assign(FIRST, SECOND);
    handler =
        (encoded, origin) -> {
          if (origin.offset() < 4) {
            hold(encoded, origin);
          }
          note(encoded, origin);
        };
    accept(SECOND, 0, 1, 2, 3);
    await(() -> inside.get() == 4);
    accept(FIRST, 4, 5);
    accept(SECOND, 4, 5);

    assignments.onPartitionsRevoked(List.of(FIRST));
    release.countDown();

    await(() -> position(SECOND) == 6);
    await(() -> !workers.behind() && workers.longestRunNanos().isEmpty());
    assertThat(handled).noneMatch(place -> place.startsWith("t-0")).hasSize(6);
  }

  @Test
  void aRevokedPartitionLeavesTheListThatIsBeingFilled() {
    assign(BATCHED, BATCHED_TOO);
    accept(BATCHED, "k", "revoked");
    await(() -> !workers.behind() && workers.longestRunNanos().isEmpty());

    assignments.onPartitionsRevoked(List.of(BATCHED));
    accept(BATCHED_TOO, "l", "kept");

    await(() -> position(BATCHED_TOO) == 1);
    assertThat(handled).containsExactly("kept");
    assertThat(store.saved).containsEntry(BATCHED, 0L);
  }

  @Test
  void anErrorWhileSavingGoesNoFurtherAndIsNoSuccess() {
    store.failure = new RebalanceInProgressException();
    assign(FIRST);
    var given = assignments.find(FIRST);
    accept(FIRST, 0);
    await(() -> position(FIRST) == 1);

    assignments.onPartitionsRevoked(List.of(FIRST));

    assertThat(assignments.find(FIRST)).isNull();
    assertThat(given.unsaved(0).offset()).isEqualTo(1);
  }

  @Test
  void aLostPartitionSavesNothing() {
    assign(FIRST);
    accept(FIRST, 0);
    await(() -> position(FIRST) == 1);

    assignments.onPartitionsLost(List.of(FIRST));

    assertThat(store.saved).isEmpty();
    assertThat(assignments.all()).isEmpty();
  }

  @Test
  void theAttemptsOfOnePartitionNeverCountForAnother() {
    var tries = new ConcurrentHashMap<String, AtomicInteger>();
    handler =
        (encoded, origin) -> {
          var place = encoded.topic() + "-" + origin.partition() + "@" + origin.offset();
          tries.computeIfAbsent(place, name -> new AtomicInteger()).incrementAndGet();
          throw new IllegalStateException("always");
        };
    assign(FIRST, SECOND);
    accept(FIRST, 0, 1);
    accept(SECOND, 0, 1);
    await(() -> position(FIRST) == 2 && position(SECOND) == 2);

    assertThat(tries).hasSize(4).allSatisfy((place, count) -> assertThat(count).hasValue(3));
    assertThat(deadLetters).hasSize(4);
    assertThat(deadLetters)
        .allSatisfy(letter -> assertThat(letter.header("eventbus-dlq-attempts")).isEqualTo("3"));
  }

  @Test
  void anErrorWhileAnEventIsReadIsAFailureLikeAnyOther() {
    assign(BATCHED);
    accept(BATCHED, "k", "endless");
    await(() -> position(BATCHED) == 1);

    assertThat(deadLetters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.header("eventbus-dlq-attempts")).isEqualTo("3"));
  }

  private void note(EncodedEvent encoded, RecordOrigin origin) {
    handled.add(encoded.topic() + "-" + origin.partition() + "@" + origin.offset());
  }

  private void hold(EncodedEvent encoded, RecordOrigin origin) throws InterruptedException {
    inside.incrementAndGet();
    release.await();
  }

  private void assign(TopicPartition... names) {
    assignments.onPartitionsAssigned(List.of(names));
  }

  /** Adds records at these offsets, each with a key of its own. */
  private void accept(TopicPartition name, long... offsets) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (long offset : offsets) {
      records.add(record(name, offset, "key-" + offset, "{}"));
    }
    assignments.find(name).accept(records);
  }

  /** Adds events of one key. */
  private void accept(TopicPartition name, String key, String... ids) {
    assignments
        .find(name)
        .accept(
            IntStream.range(0, ids.length)
                .mapToObj(i -> record(name, i, key, "{\"id\":\"" + ids[i] + "\"}"))
                .toList());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition name, long offset, String key, String body) {
    return new ConsumerRecord<>(
        name.topic(), name.partition(), offset, key.getBytes(UTF_8), body.getBytes(UTF_8));
  }

  private long position(TopicPartition name) {
    workers.watch(); // as the polling thread does each cycle
    return assignments.find(name).status(OptionalLong.empty()).position();
  }

  private Subscriptions subscriptions() {
    var builder = new SubscriptionsBuilder("g", Upcasters.none());
    builder.addOthers(Pattern.compile("t"), (encoded, origin) -> handler.handle(encoded, origin));
    BatchEventHandler<Blocking> batches =
        events -> events.forEach(event -> handled.add(event.event().id()));
    builder.add(
        "batched",
        Blocking.class,
        workers ->
            new Target.Batched<>(
                new BatchCollector<>(batches, new BatchOptions(2, Duration.ofMinutes(1)), workers)),
        null);
    return builder.build(workers, policy);
  }

  private Assignments assignments(Duration revokeTimeout) {
    var factory = new PartitionFactory(ConsumerOptions.defaults(), 1_000, handling(subscriptions));
    return new Assignments(factory, names -> Map.of(), committer, revokeTimeout);
  }

  private static final class FakeStore implements OffsetCommitter.OffsetStore {

    private final Map<TopicPartition, Long> saved = new ConcurrentHashMap<>();
    private RuntimeException failure;

    @Override
    public void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (failure != null) {
        throw failure;
      }
      offsets.forEach((name, offset) -> saved.put(name, offset.offset()));
    }
  }
}
