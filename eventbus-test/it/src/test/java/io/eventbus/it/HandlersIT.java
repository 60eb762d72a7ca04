package io.eventbus.it;

import static io.eventbus.it.Fixture.FAST_RETRY;
import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.header;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.BatchFailedException;
import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.ConsumerStatistics;
import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.consume.ReceivedEvent;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.retry.OutageException;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers that answer later, that take lists, and that need something that is away. */
@WithKafka
@Timeout(120)
class HandlersIT {

  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<Void>> stages = new ConcurrentLinkedQueue<>();
  private final String topic = unique("handlers");
  private final String group = unique("group");
  private final SubscriptionOptions here = SubscriptionOptions.defaults().withTopic(topic);
  private final KafkaCluster kafka;
  private final EventBus bus;

  HandlersIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).build();
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(topic, 1);
  }

  @AfterEach
  void close() {
    stages.forEach(stage -> stage.complete(null));
    bus.close();
  }

  @Test
  void anEventIsDoneOnlyWhenItsStageCompletes() throws Exception {
    var consumer = asynchronous().start();
    publish(bus, topic, 1, "a");
    publish(bus, topic, 2, "a");
    await().until(() -> stages.size() == 1);
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> stages.size() == 1 && !committed(kafka, group).containsValue(1L));
    assertThat(consumer.statistics().handled()).isZero();

    stages.element().complete(null);
    await().until(() -> stages.size() == 2);
    awaitCommitted(1);
    assertThat(calls).containsExactly("1.1", "2.1");
  }

  @Test
  void aStageThatFailsIsAFailedAttempt() throws Exception {
    var consumer = asynchronous().start();
    publish(bus, topic, 1, "a");
    for (int attempt = 1; attempt <= 3; attempt++) {
      int made = attempt;
      await().until(() -> stages.size() == made);
      stages.forEach(stage -> stage.completeExceptionally(new IllegalStateException("later")));
    }

    var letter = read(kafka, topic + "." + group + ".dlq", 1).get(0);
    assertThat(header(letter, "eventbus-dlq-exception-message")).isEqualTo("later");
    assertThat(header(letter, "eventbus-dlq-attempts")).isEqualTo("3");
    assertThat(calls).containsExactly("1.1", "1.2", "1.3");
    awaitCommitted(1);
    assertThat(consumer.statistics()).isEqualTo(new ConsumerStatistics(0, 2, 0, 1));
  }

  @Test
  void aHandlerWithoutAStageIsAFailedAttempt() {
    var consumer =
        bus.consumer(group)
            .onAsync(Numbered.class, here, (event, context) -> null)
            .retry(FAST_RETRY)
            .start();
    publish(bus, topic, 1, "a");

    await().until(() -> consumer.statistics().deadLettered() == 1);
  }

  @Test
  void noMoreStagesAreUnderWayThanTheConcurrency() {
    asynchronous().options(FREQUENT_COMMITS.withConcurrency(3)).start();
    for (int i = 0; i < 10; i++) {
      publish(bus, topic, i, "key-" + i);
    }
    for (int begun = 3; begun <= 10; begun++) {
      int expected = begun;
      await().until(() -> stages.size() == expected);
      await()
          .during(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(5))
          .until(() -> stages.size() == expected);
      stages.stream().filter(stage -> !stage.isDone()).findFirst().orElseThrow().complete(null);
    }
  }

  @Test
  void aPartitionIsGivenUpOnlyWhenItsStagesHaveCompleted() throws Exception {
    var consumer = asynchronous().start();
    publish(bus, topic, 1, "a");
    await().until(() -> stages.size() == 1);

    var closing = CompletableFuture.runAsync(consumer::close);
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> !closing.isDone());
    stages.element().complete(null);

    closing.join();
    awaitCommitted(1);
  }

  @Test
  void aListHoldsSeveralEventsAndKeepsTheOrderOfEachKey() {
    Fixture.publish(bus, topic, 3_000);
    Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
    var history = new History();
    bus.consumer(group)
        .<Numbered>onBatch(
            Numbered.class,
            here.withBatch(new BatchOptions(100, Duration.ofMillis(200))),
            events -> {
              sizes.add(events.size());
              for (var event : events) {
                history.add(String.valueOf(event.context().key()), event.context().offset());
              }
            })
        .start();

    await().atMost(Duration.ofSeconds(30)).until(() -> history.count() == 3_000);
    history.assertEveryOffsetInOrder(Fixture.SERIES, 3_000);
    assertThat(sizes).allMatch(size -> size <= 100).hasSizeLessThan(300);
  }

  @Test
  void anEventThatFailsInItsListIsRetriedAndDeadLetteredAndTheOthersAreNot() throws Exception {
    for (int i = 0; i < 10; i++) {
      publish(bus, topic, i, "key-" + i);
    }
    var consumer =
        bus.consumer(group)
            .<Numbered>onBatch(Numbered.class, here, this::failAtFour)
            .retry(FAST_RETRY)
            .options(FREQUENT_COMMITS)
            .start();

    awaitCommitted(10);
    assertThat(consumer.statistics()).isEqualTo(new ConsumerStatistics(9, 2, 0, 1));
    assertThat(header(read(kafka, topic + "." + group + ".dlq", 1).get(0), "eventbus-dlq-offset"))
        .isEqualTo("4");
    assertThat(calls)
        .containsExactlyInAnyOrder(
            "0", "1", "2", "3", "4.1", "4.2", "4.3", "5", "6", "7", "8", "9");
  }

  private void failAtFour(List<ReceivedEvent<Numbered>> events) {
    for (int i = 0; i < events.size(); i++) {
      int number = events.get(i).event().number();
      if (number == 4) {
        calls.add("4." + events.get(i).context().attempt());
        throw new BatchFailedException(i, new IllegalStateException("number four"));
      }
      calls.add("" + number);
    }
  }

  @Test
  void anOutageHoldsThePartitionSpendsNoAttemptAndEndsByItself() {
    var away = new AtomicBoolean(true);
    var consumer =
        bus.consumer(group)
            .on(
                Numbered.class,
                topic,
                (event, context) -> {
                  if (away.get()) {
                    throw new OutageException("the database is away", null);
                  }
                  calls.add(event.number() + "." + context.attempt());
                })
            .retry(FAST_RETRY)
            .options(FREQUENT_COMMITS)
            .start();
    for (int i = 0; i < 5; i++) {
      publish(bus, topic, i, "key-" + i % 2);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(consumer.status().partitions())
                    .singleElement()
                    .satisfies(partition -> assertThat(partition.outageSince()).isPresent()));
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> !committed(kafka, group).containsValue(1L));

    away.set(false);
    awaitCommitted(5);
    assertThat(calls).containsExactlyInAnyOrder("0.1", "1.1", "2.1", "3.1", "4.1");
    assertThat(consumer.statistics()).isEqualTo(new ConsumerStatistics(5, 0, 0, 0));
    await()
        .until(
            () ->
                consumer.status().partitions().stream()
                    .allMatch(partition -> partition.outageSince().isEmpty()));
  }

  private EventConsumerBuilder asynchronous() {
    return bus.consumer(group)
        .onAsync(
            Numbered.class,
            here,
            (event, context) -> {
              calls.add(event.number() + "." + context.attempt());
              var stage = new CompletableFuture<Void>();
              stages.add(stage);
              return stage;
            })
        .retry(FAST_RETRY)
        .options(FREQUENT_COMMITS);
  }

  private void awaitCommitted(long offset) {
    var expected = Map.of(new TopicPartition(topic, 0), offset);
    await().until(() -> committed(kafka, group).equals(expected));
  }
}
