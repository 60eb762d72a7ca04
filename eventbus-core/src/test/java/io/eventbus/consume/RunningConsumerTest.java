package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.Upcasters;
import io.eventbus.event.EventBusException;
import io.eventbus.observe.BusMeters;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import io.eventbus.observe.MeterNames;
import io.eventbus.observe.Observability;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What becomes of a consumer whose client fails, with the client's own stand-in for a broker. */
@Timeout(30)
class RunningConsumerTest {

  private static final TopicPartition NAME = new TopicPartition("t", 0);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BusMeters meters = BusMeters.of(registry);
  private final RunningConsumer consumer = consumer();

  /** What is done to each client that is made. */
  private volatile Consumer<MockConsumer<byte[], byte[]>> client = RunningConsumerTest::works;

  @AfterEach
  void end() {
    consumer.close(SECOND);
    threads.shutdownNow();
  }

  @Test
  void beginsAnewAfterAFatalErrorWithWaitsThatGrow() throws Exception {
    client = RunningConsumerTest::fails;
    consumer.start();

    long first = begun.take();
    long second = begun.take();
    long third = begun.take();

    assertThat(Duration.ofNanos(second - first)).isBetween(SECOND, SECOND.multipliedBy(5));
    assertThat(Duration.ofNanos(third - second)).isGreaterThan(SECOND.multipliedBy(2));
    await(() -> consumer.state() == ConsumerState.RESTARTING);
    assertThat(consumer.failure().orElseThrow()).hasMessage("fatal");
  }

  @Test
  void triesAgainWhereItsClientCannotBeMadeInTheBackground() {
    var fails = new AtomicReference<>(new EventBusException("no key store", null));
    var made =
        consumer(
            partitions -> {
              var refusal = fails.get();
              if (refusal != null) {
                throw refusal;
              }
              return loop(partitions);
            });
    made.start();
    await(() -> made.state() == ConsumerState.RESTARTING);
    assertThat(made.failure().orElseThrow()).hasMessage("no key store");

    fails.set(null);
    await(() -> handled.contains("a"));
    made.close(SECOND);
  }

  @Test
  void saysOnceThatItStoppedForAReasonAndOnceThatItWorksAgain() throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var log = (Logger) LoggerFactory.getLogger(RunningConsumer.class);
    var before = log.getLevel();
    log.setLevel(Level.INFO);
    log.setAdditive(false);
    log.addAppender(lines);
    try {
      client = RunningConsumerTest::fails;
      consumer.start();
      begun.take();
      begun.take();
      begun.take(); // two have failed
      client = RunningConsumerTest::works;
      await(() -> handled.contains("a"));
      await(() -> consumer.state() == ConsumerState.RUNNING);
    } finally {
      log.detachAppender(lines);
      log.setAdditive(true);
      log.setLevel(before);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the consumer of group g stops, and begins anew",
            "the consumer of group g works again");
  }

  /** What has ended, or begins anew again and again, asks no broker: that must be seen. */
  @Test
  void isSilentFromItsLastPollOnWhateverLoopsAreMade() throws Exception {
    client = RunningConsumerTest::fails;
    long before = System.nanoTime();
    consumer.start();
    for (int i = 0; i < 3; i++) {
      begun.take();
    }
    await(() -> consumer.state() == ConsumerState.RESTARTING);
    var age = registry.get(MeterNames.POLL_AGE).timeGauge();
    assertThat(age.value(TimeUnit.NANOSECONDS)).isGreaterThan(2e9);
    assertThat(age.value(TimeUnit.NANOSECONDS)).isLessThan((double) (System.nanoTime() - before));
    consumer.close(SECOND);
    assertThat(age.value(TimeUnit.NANOSECONDS)).isNaN();
  }

  @Test
  void worksAgainAfterAnErrorOfAnyKindAndForgetsIt() throws Exception {
    client =
        mock ->
            mock.schedulePollTask(
                () -> {
                  throw new StackOverflowError("of the client");
                });
    consumer.start();
    begun.take();
    await(() -> consumer.state() == ConsumerState.RESTARTING);
    assertThat(consumer.failure()).containsInstanceOf(StackOverflowError.class);

    client = RunningConsumerTest::works;

    await(() -> handled.contains("a"));
    await(() -> consumer.state() == ConsumerState.RUNNING);
    assertThat(consumer.failure()).isEmpty();
  }

  @Test
  void aPauseOutlivesTheBeginningAnew() throws Exception {
    client = RunningConsumerTest::fails;
    consumer.start();
    begun.take();
    await(() -> consumer.state() == ConsumerState.RESTARTING);
    consumer.pause();
    client = RunningConsumerTest::works;

    begun.take();
    await(() -> !consumer.status().partitions().isEmpty());
    assertThat(consumer.status().partitions()).allMatch(PartitionStatus::paused);
    assertThat(handled).isEmpty();

    consumer.resume();
    await(() -> handled.contains("a"));
  }

  @Test
  void isClosedAtOnceWhileItWaitsToBeginAnew() throws Exception {
    client = RunningConsumerTest::fails;
    consumer.start();
    begun.take();
    begun.take();
    await(() -> consumer.state() == ConsumerState.RESTARTING);

    consumer.close(Duration.ofSeconds(20));

    assertThat(consumer.state()).isEqualTo(ConsumerState.CLOSED);
    assertThat(begun).isEmpty();
    assertThat(consumer.ended()).isTrue();
  }

  @Test
  void aSeekThatNoLoopCanDoFails() throws Exception {
    client = RunningConsumerTest::fails;
    consumer.start();
    begun.take();
    await(() -> consumer.state() == ConsumerState.RESTARTING);

    var sought = consumer.seekToBeginning().toCompletableFuture();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> sought.get(10, SECONDS))
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatFollowsASeekMayCloseTheConsumer() throws Exception {
    consumer.start();
    await(() -> handled.contains("a"));

    consumer.seekToBeginning().thenRun(consumer::close).toCompletableFuture().get(10, SECONDS);

    await(consumer::ended);
    assertThat(consumer.state()).isEqualTo(ConsumerState.CLOSED);
  }

  @Test
  void aRecordThatItMustNotPassEndsItForGood() throws Exception {
    client = mock -> assign(mock, record("foreign.type"));
    consumer.start();
    begun.take();

    await(consumer::ended);

    assertThat(consumer.state()).isEqualTo(ConsumerState.FAILED);
    assertThat(consumer.failure().orElseThrow()).hasMessageContaining("foreign.type");
    assertThat(begun).isEmpty();
    assertThat(consumer.over()).as("nobody has taken notice").isFalse();
    assertThat(consumer.health().problems(HealthOptions.defaults(), true, Instant.now()))
        .extracting(HealthProblem::status)
        .containsExactly(HealthStatus.DOWN);

    consumer.close();
    assertThat(consumer.over()).isTrue();
  }

  @Test
  void closingBeforeItWasAssignedAnythingEndsIt() {
    client = mock -> {};
    consumer.start();

    consumer.close(SECOND);

    assertThat(consumer.state()).isEqualTo(ConsumerState.CLOSED);
  }

  private static void fails(MockConsumer<byte[], byte[]> mock) {
    mock.setPollException(new KafkaException("fatal"));
  }

  private static void works(MockConsumer<byte[], byte[]> mock) {
    assign(mock, record("user.registered"));
  }

  private static void assign(
      MockConsumer<byte[], byte[]> mock, ConsumerRecord<byte[], byte[]> record) {
    mock.updateBeginningOffsets(Map.of(NAME, 0L));
    mock.schedulePollTask(
        () -> {
          mock.rebalance(List.of(NAME));
          mock.addRecord(record);
        });
  }

  private static ConsumerRecord<byte[], byte[]> record(String type) {
    var body = "{\"userId\":\"a\"}".getBytes(UTF_8);
    var record = new ConsumerRecord<>(NAME.topic(), NAME.partition(), 0, new byte[0], body);
    Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "s", "ce_type", type)
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  private RunningConsumer consumer() {
    return consumer(this::loop);
  }

  private RunningConsumer consumer(Function<PartitionFactory, PollLoop> loops) {
    var refused = new AtomicReference<Throwable>();
    var workers = new Workers(threads, 4);
    var builder = new SubscriptionsBuilder("g", Upcasters.none());
    builder.add(
        NAME.topic(),
        UserRegistered.class,
        unused -> new Target.One<>((event, context) -> handled.add(event.userId())),
        null);
    var handling =
        new Handling(
            new EventCodec(CodecLimits.defaults()),
            builder.build(workers, RetryPolicy.none()),
            Retries.of(RetryPolicy.none()),
            null,
            UnknownTypeRule.FAIL,
            new ConsumerCounters(),
            workers,
            Observed.by(new Observability(meters, BusTracing.none(), false), "g"),
            failure -> refused.compareAndSet(null, failure));
    var partitions = new PartitionFactory(ConsumerOptions.defaults(), 1_000, handling);
    return new RunningConsumer("g", handling, () -> loops.apply(partitions), refused);
  }

  private PollLoop loop(PartitionFactory partitions) {
    var mock = new MockConsumer<byte[], byte[]>("earliest");
    // In the loop's own first poll, since the test says what happens only after the first was made.
    mock.schedulePollTask(
        () -> {
          begun.add(System.nanoTime());
          client.accept(mock);
        });
    var topics = new RetryTopics(Set.of(NAME.topic()), Set.of(), CompletableFuture::completedStage);
    return new PollLoop(mock, partitions, topics);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
      Thread.onSpinWait();
    }
  }
}
