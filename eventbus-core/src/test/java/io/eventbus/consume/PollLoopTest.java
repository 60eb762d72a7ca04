package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.codec.Upcasters;
import io.eventbus.observe.Observability;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop at work, with the client's own stand-in for a broker. */
@Timeout(30)
class PollLoopTest {

  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Workers workers = new Workers(threads, 4);
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final Member member = new Member();
  private final Subscriptions subscriptions = subscriptions();
  private ConsumerOptions options =
      ConsumerOptions.defaults()
          .withCommitInterval(Duration.ofMillis(1))
          .withRevokeTimeout(Duration.ofMillis(100));
  private volatile RecordHandler handler = this::note;
  private PollLoop loop;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  @AfterEach
  void end() throws Exception {
    release.countDown();
    stop.complete(null);
    running.get(10, SECONDS);
    threads.shutdownNow();
  }

  @Test
  void anErrorWhileSavingInARebalanceDoesNotStopThePolling() throws Exception {
    start(FIRST, SECOND);
    add(FIRST, 0);
    await(() -> handled.size() == 1);

    member.syncFailure = new RebalanceInProgressException();
    member.asyncWorks = false;
    add(FIRST, 1);
    await(() -> handled.size() == 2);
    rebalance(SECOND);
    add(SECOND, 0);

    await(() -> handled.contains("1@0"));
    assertThat(running).isNotDone();
  }

  @Test
  void keepsPollingWhileItDrainsAndSavesWhatTheLastHandlerDid() throws Exception {
    handler = this::hold;
    start(FIRST);
    add(FIRST, 0);
    inside.await();

    stop.complete(null);
    int before = member.polls.get();
    await(() -> member.polls.get() > before + 20);
    assertThat(running).isNotDone();
    release.countDown();

    running.get(10, SECONDS);
    assertThat(member.saved(FIRST)).isEqualTo(1);
    assertThat(member.closed()).isTrue();
  }

  @Test
  void aPauseHoldsThePartitionsThatComeLater() throws Exception {
    start(FIRST);
    subscriptions.pauseAll();
    await(() -> member.paused().equals(Set.of(FIRST)));

    rebalance(FIRST, SECOND);
    await(() -> member.paused().equals(Set.of(FIRST, SECOND)));

    add(SECOND, 0);
    subscriptions.resumeAll();
    await(() -> handled.contains("1@0"));
    assertThat(member.paused()).isEmpty();
  }

  @Test
  void whatIsInAHandlerOrWaitsBehindItCountsAsLag() throws Exception {
    handler =
        (encoded, origin) -> {
          if (origin.offset() == 1) {
            hold(encoded, origin);
          }
        };
    start(FIRST);
    member.updateEndOffsets(Map.of(FIRST, 6L));
    add(FIRST, 0, 1, 2, 3);
    inside.await();

    await(() -> !loop.status().isEmpty() && loop.status().get(0).lag() == 5);
    assertThat(loop.status().get(0).position()).isEqualTo(1);

    release.countDown();
    await(() -> loop.status().get(0).lag() == 2);
  }

  @Test
  void readsOnAfterASeekFromAPartitionThatHadEnough() throws Exception {
    options = options.withMaxInFlight(1, 1_000_000);
    handler = this::hold;
    start(FIRST);
    add(FIRST, 0);
    inside.await();
    await(() -> member.paused().contains(FIRST));

    handler = this::note;
    loop.moveToBeginning().toCompletableFuture().get(10, SECONDS);
    add(FIRST, 0);

    await(() -> handled.contains("0@0"));
  }

  @Test
  void readsOnAfterASeekDuringAPauseThatEndsAtOnce() throws Exception {
    start(FIRST);
    subscriptions.pauseAll();
    await(() -> member.paused().contains(FIRST));

    loop.moveToBeginning().thenRun(subscriptions::resumeAll).toCompletableFuture().get(10, SECONDS);
    add(FIRST, 0);

    await(() -> handled.contains("0@0"));
  }

  @Test
  void savesOnlyWhatIsDoneWhileWorkersGoOnFinishing() throws Exception {
    Set<Long> done = ConcurrentHashMap.newKeySet();
    Queue<String> lies = new ConcurrentLinkedQueue<>();
    handler =
        (encoded, origin) -> {
          if (origin.offset() % 10 == 0) {
            LockSupport.parkNanos(100_000);
          }
          done.add(origin.offset());
        };
    member.onCommit =
        offset -> {
          var beyond = CompletedOffsets.decode(offset.offset(), offset.metadata());
          var claimed =
              Stream.concat(
                  Stream.of(new CompletedOffsets.Range(0, offset.offset())),
                  beyond.ranges().stream());
          claimed
              .flatMapToLong(range -> LongStream.range(range.from(), range.to()))
              .filter(at -> !done.contains(at))
              .forEach(at -> lies.add(at + " at " + offset));
          if (beyond.ranges().isEmpty() && !offset.metadata().isEmpty()) {
            lies.add("nobody can read " + offset);
          }
        };
    start(FIRST);
    for (long offset = 0; offset < 4_000; offset += 20) {
      add(FIRST, LongStream.range(offset, offset + 20).toArray());
    }

    await(() -> member.saved(FIRST) == 4_000);
    assertThat(lies).isEmpty();
  }

  private void note(EncodedEvent encoded, RecordOrigin origin) {
    handled.add(origin.partition() + "@" + origin.offset());
  }

  private void hold(EncodedEvent encoded, RecordOrigin origin) throws InterruptedException {
    inside.countDown();
    release.await();
  }

  private void start(TopicPartition... assigned) throws Exception {
    var handling =
        new Handling(
            new EventCodec(CodecLimits.defaults()),
            subscriptions,
            Retries.of(RetryPolicy.defaults()),
            null,
            UnknownTypeRule.IGNORE,
            new ConsumerCounters(),
            workers,
            Observed.by(Observability.none(), "g"),
            failure -> {});
    member.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    var topics =
        new RetryTopics(subscriptions.topics(), Set.of(), CompletableFuture::completedStage);
    loop = new PollLoop(member, new PartitionFactory(options, 5_000, handling), topics);
    running =
        CompletableFuture.runAsync(
            () -> {
              loop.run(stop::isDone, () -> {});
              loop.end(System.nanoTime() + SECONDS.toNanos(10));
            },
            threads);
    rebalance(assigned);
  }

  private void rebalance(TopicPartition... assigned) throws Exception {
    var done = new CompletableFuture<Void>();
    member.schedulePollTask(
        () -> {
          member.rebalance(List.of(assigned));
          done.complete(null);
        });
    done.get(10, SECONDS);
  }

  /** Adds records at these offsets, each with a key of its own. */
  private void add(TopicPartition name, long... offsets) {
    member.schedulePollTask(
        () -> {
          for (long offset : offsets) {
            member.addRecord(record(name, offset));
          }
        });
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition name, long offset) {
    return new ConsumerRecord<>(
        name.topic(), name.partition(), offset, ("key-" + offset).getBytes(UTF_8), new byte[0]);
  }

  private Subscriptions subscriptions() {
    var builder = new SubscriptionsBuilder("g", Upcasters.none());
    builder.addOthers(Pattern.compile("t"), (encoded, origin) -> handler.handle(encoded, origin));
    return builder.build(workers, RetryPolicy.none());
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
      Thread.onSpinWait();
    }
  }

  private static final class Member extends MockConsumer<byte[], byte[]> {

    private final AtomicInteger polls = new AtomicInteger();
    private final Map<TopicPartition, OffsetAndMetadata> saved = new ConcurrentHashMap<>();
    private volatile RuntimeException syncFailure;
    private volatile boolean asyncWorks = true;
    private volatile Consumer<OffsetAndMetadata> onCommit = offset -> {};

    Member() {
      super("earliest");
    }

    // Not synchronized, so that the test gets its turn between two polls.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      polls.incrementAndGet();
      LockSupport.parkNanos(50_000);
      return super.poll(timeout);
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      offsets.values().forEach(onCommit);
      if (asyncWorks) {
        saved.putAll(offsets);
        super.commitAsync(offsets, callback);
      }
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (syncFailure != null) {
        throw syncFailure;
      }
      super.commitSync(offsets, timeout);
    }

    long saved(TopicPartition name) {
      var offset = saved.get(name);
      return offset == null ? -1 : offset.offset();
    }
  }
}
