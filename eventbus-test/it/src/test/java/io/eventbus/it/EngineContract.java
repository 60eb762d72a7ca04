package io.eventbus.it;

import static io.eventbus.it.Fixture.FAST_RETRY;
import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bytes;
import static io.eventbus.it.Fixture.cloudEvent;
import static io.eventbus.it.Fixture.header;
import static io.eventbus.it.Fixture.record;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.codec.EventFormat;
import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.ConsumerState;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventHandler;
import io.eventbus.consume.StartFrom;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.observe.HealthStatus;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.topic.TopicReport.Difference;
import io.eventbus.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bus does on a broker and in memory alike: the engine is one, and so is what it shows. */
@Timeout(120)
abstract class EngineContract {

  private final Ground ground;
  private final String topic = unique("engine");
  private final String group = unique("group");
  private final PublishOptions toTopic = PublishOptions.defaults().withTopic(topic);

  /** Which number was handled by which attempt, as {@code number.attempt}. */
  private final Queue<String> tried = new ConcurrentLinkedQueue<>();

  EngineContract(Ground ground) {
    this.ground = ground;
  }

  @BeforeEach
  void createTopic() {
    ground.createTopic(topic, 4);
  }

  @Test
  void keepsTheOrderOfEachKeyWhileKeysRunSideBySide() {
    var series = new ConcurrentHashMap<String, List<Integer>>();
    try (var bus = ground.bus().build()) {
      start(
          bus,
          (event, context) -> {
            LockSupport.parkNanos(1_000);
            series
                .computeIfAbsent(event.series(), key -> new CopyOnWriteArrayList<>())
                .add(event.number());
          });
      publish(bus, 0, 2_000);
      await().until(() -> series.values().stream().mapToInt(List::size).sum() == 2_000);
    }
    assertThat(series).hasSize(20).allSatisfy((key, all) -> assertThat(all).isSorted());
  }

  @Test
  void retriesUntilItSucceedsAndHoldsItsOwnKeyOnly() {
    try (var bus = ground.bus().build()) {
      start(
          bus,
          (event, context) -> {
            tried.add(event.number() + "." + context.attempt());
            if (event.number() == 0 && context.attempt() < 3) {
              throw new IllegalStateException("not yet");
            }
          });
      publish(bus, 0, "slow");
      publish(bus, 1, "slow");
      publish(bus, 2, "quick");
      await().until(() -> tried.size() == 5);
    }
    assertThat(tried).containsSubsequence("0.1", "0.2", "0.3", "1.1").contains("2.1");
  }

  @Test
  void writesADeadLetterWithItsReasonAndGoesOn() {
    try (var bus = ground.bus().build()) {
      var consumer =
          start(
              bus,
              (event, context) -> {
                tried.add(event.number() + "." + context.attempt());
                if (event.number() == 1) {
                  throw new IllegalStateException("number one fails");
                }
              });
      bus.publish(new Numbered(1, "k"), toTopic.withId("failing").withHeader("x-own", "kept"));
      publish(bus, 2, "k");
      await().until(() -> consumer.statistics().deadLettered() == 1 && tried.size() == 4);
    }
    assertThat(tried).containsExactly("1.1", "1.2", "1.3", "2.1");
    var letter = ground.records(topic + "." + group + ".dlq", 1).get(0);
    assertThat(letter.key()).isEqualTo(bytes("k"));
    assertThat(letter.value()).isEqualTo(bytes("{\"number\":1,\"series\":\"k\"}"));
    assertThat(header(letter, "ce_id")).isEqualTo("failing");
    assertThat(header(letter, "x-own")).isEqualTo("kept");
    assertThat(header(letter, "eventbus-dlq-reason")).isEqualTo("retries-exhausted");
    assertThat(header(letter, "eventbus-dlq-attempts")).isEqualTo("3");
    assertThat(header(letter, "eventbus-dlq-topic")).isEqualTo(topic);
    assertThat(header(letter, "eventbus-dlq-offset")).isEqualTo("0");
    assertThat(header(letter, "eventbus-dlq-exception-message")).isEqualTo("number one fails");
  }

  @Test
  void poisonIsADeadLetterAtOnce() throws Exception {
    try (var bus = ground.bus().build()) {
      ground.send(record(topic, "k", bytes("{\"number\":"), cloudEvent("it.numbered")));
      start(bus, (event, context) -> tried.add(event.number() + "." + context.attempt()));
      publish(bus, 1, "k");
      await().until(() -> !tried.isEmpty());
    }
    assertThat(tried).containsExactly("1.1");
    var letter = ground.records(topic + "." + group + ".dlq", 1).get(0);
    assertThat(letter.value()).isEqualTo(bytes("{\"number\":"));
    assertThat(header(letter, "eventbus-dlq-reason")).isEqualTo("undecodable");
  }

  @Test
  void aLetterIsSentBackOnceToItsGroup() throws Exception {
    try (var bus = ground.bus().build()) {
      var broken =
          start(
              bus,
              (event, context) -> {
                throw new IllegalStateException("broken");
              });
      publish(bus, 1, "k");
      await().until(() -> broken.statistics().deadLettered() == 1);
      broken.close();
      var letters = bus.deadLetters(group);
      var open = letters.list(DeadLetterFilter.all(), 10);
      var redrive = letters.redrive(DeadLetterFilter.all(), RedriveOptions.defaults("ada"));
      assertThat(open).extracting(letter -> letter.key()).containsExactly("k");
      assertThat(redrive.run().sent()).isEqualTo(1);
      start(bus, (event, context) -> tried.add(event.number() + " from " + context.topic()));
      await().until(() -> !tried.isEmpty());

      assertThat(tried).containsExactly("1 from " + topic);
      assertThat(letters.count(DeadLetterFilter.all())).isZero();
      assertThat(letters.acts()).extracting(act -> act.by()).containsExactly("ada");
      var again = letters.redrive(DeadLetterFilter.all(), RedriveOptions.defaults("ada"));
      assertThat(again.run().sent()).isZero();
    }
  }

  @Test
  void whatWasHandledDoesNotComeAgainAfterARestart() {
    EventHandler<Numbered> handler = (event, context) -> tried.add("" + event.number());
    try (var bus = ground.bus().build()) {
      start(bus, handler);
      publish(bus, 0, 100);
      await().until(() -> tried.size() == 100);
    }
    try (var bus = ground.bus().build()) {
      start(bus, handler);
      publish(bus, 100, 120);
      await().until(() -> tried.contains("119"));
    }
    assertThat(tried).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void membersShareTheWorkAndLoseNothingWhenOneLeaves() {
    var series = new ConcurrentHashMap<String, List<Integer>>();
    EventHandler<Numbered> handler =
        (event, context) ->
            series
                .computeIfAbsent(event.series(), key -> new CopyOnWriteArrayList<>())
                .add(event.number());
    try (var first = ground.bus().build();
        var second = ground.bus().build()) {
      var member = start(first, handler);
      publish(first, 0, 500);
      var other = start(second, handler);
      publish(first, 500, 1_000);
      await().until(() -> partitions(member) == 2 && partitions(other) == 2);
      publish(first, 1_000, 1_500);
      member.close();
      publish(first, 1_500, 2_000);
      await().until(() -> partitions(other) == 4);
      await().until(() -> series.values().stream().mapToInt(List::size).sum() >= 2_000);
    }
    assertThat(series.values().stream().mapToInt(List::size).sum()).isEqualTo(2_000);
    assertThat(series).hasSize(20).allSatisfy((key, all) -> assertThat(all).isSorted());
  }

  @Test
  void everyGroupGetsEachEventAndANewOneBeginsWhereItIsTold() {
    var late = new ConcurrentLinkedQueue<Integer>();
    try (var bus = ground.bus().build()) {
      publish(bus, 0, 10);
      start(bus, (event, context) -> tried.add("" + event.number()));
      var atEnd =
          bus.consumer(group + "-end")
              .options(FREQUENT_COMMITS.withStartFrom(StartFrom.end()))
              .on(Numbered.class, topic, (event, context) -> late.add(event.number()))
              .start();
      await().until(() -> atEnd.state() == ConsumerState.RUNNING);
      publish(bus, 10, 20);
      await().until(() -> tried.size() == 20 && late.size() == 10);
    }
    assertThat(late).containsExactlyInAnyOrderElementsOf(IntStream.range(10, 20).boxed().toList());
  }

  @Test
  void aBatchHandlerGetsManyAndBadOnesAlone() {
    var sizes = new ConcurrentLinkedQueue<Integer>();
    var options =
        SubscriptionOptions.defaults()
            .withTopic(topic)
            .withBatch(BatchOptions.defaults().withMaxEvents(50));
    try (var bus = ground.bus().build()) {
      publish(bus, 0, 400);
      bus.consumer(group)
          .options(FREQUENT_COMMITS)
          .<Numbered>onBatch(Numbered.class, options, events -> sizes.add(events.size()))
          .start();
      await().until(() -> sizes.stream().mapToInt(Integer::intValue).sum() == 400);
    }
    assertThat(sizes).allMatch(size -> size <= 50).anyMatch(size -> size > 1);
  }

  @Test
  void readsEachFormatThatItWrites() {
    try (var bus = ground.bus().build()) {
      start(bus, (event, context) -> tried.add(event.number() + event.series()));
      int number = 0;
      for (var format : EventFormat.values()) {
        bus.publish(new Numbered(number++, "k"), toTopic.withFormat(format));
      }
      await().until(() -> tried.size() == EventFormat.values().length);
    }
    assertThat(tried).containsExactly("0k", "1k", "2k", "3k");
  }

  @Test
  void aPausedTopicWaitsAndAPatternFindsIt() {
    try (var bus = ground.bus().build()) {
      var consumer =
          bus.consumer(group)
              .options(FREQUENT_COMMITS)
              .on(
                  Numbered.class,
                  SubscriptionOptions.defaults().withTopicPattern(Pattern.compile(topic + ".*")),
                  (event, context) -> tried.add(context.topic() + event.number()))
              .start();
      publish(bus, 0, "k");
      await().until(() -> tried.size() == 1);
      consumer.pause();
      publish(bus, 1, "k");
      publish(bus, 2, "k");
      await().until(() -> consumer.status().partitions().stream().anyMatch(each -> each.paused()));
      assertThat(tried).containsExactly(topic + 0);
      consumer.resume();
      await().until(() -> tried.size() == 3);
    }
    assertThat(tried).containsExactly(topic + 0, topic + 1, topic + 2);
  }

  @Test
  void whoGoesBackToTheBeginningGetsAllAgain() {
    try (var bus = ground.bus().build()) {
      var consumer = start(bus, (event, context) -> tried.add("" + event.number()));
      publish(bus, 0, 10);
      await().until(() -> tried.size() == 10);
      consumer.seekToBeginning().toCompletableFuture().join();
      await().until(() -> tried.size() == 20);
    }
    assertThat(tried.stream().distinct()).hasSize(10);
  }

  @Test
  void topicsAreMadeAndComparedAndTheBusIsWell() {
    var wanted =
        List.of(
            TopicSpec.of(topic).withPartitions(9).withRetention(Duration.ofDays(7)),
            TopicSpec.of(topic + "-more").withPartitions(2).withRetention(Duration.ofDays(1)));
    try (var bus = ground.bus().build()) {
      var report = bus.ensureTopics(wanted);
      assertThat(report.created()).containsExactly(topic + "-more");
      assertThat(report.differences()).containsExactly(new Difference(topic, "partitions", 9, 4));
      assertThat(bus.ensureTopics(List.of(wanted.get(1))).differences()).isEmpty();

      var consumer = start(bus, (event, context) -> {});
      await().until(() -> consumer.state() == ConsumerState.RUNNING);
      var health = bus.health();
      assertThat(health.status()).as("%s", health).isEqualTo(HealthStatus.UP);
      assertThat(health.groups()).isEqualTo(Map.of(group, "RUNNING"));
      assertThat(health.producerConnected()).isTrue();
    }
  }

  @Test
  void whatIsTooLargeForTheTopicIsRefused() throws Exception {
    var large = PublisherOptions.defaults().withMaxEventBytes(4 * 1024 * 1024);
    try (var bus =
        ground.bus().publisherOptions(large).clientProperty("compression.type", "none").build()) {
      var refused =
          bus.publish(new Numbered(1, "k"), toTopic.withHeader("x", "x".repeat(2 * 1024 * 1024)))
              .toCompletableFuture();
      assertThat(refused)
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("too large");
    }
  }

  private EventConsumer start(EventBus bus, EventHandler<Numbered> handler) {
    return bus.consumer(group)
        .options(FREQUENT_COMMITS)
        .retry(FAST_RETRY)
        .on(Numbered.class, topic, handler)
        .start();
  }

  private void publish(EventBus bus, int number, String key) {
    bus.publish(new Numbered(number, key), toTopic).toCompletableFuture().join();
  }

  /** Publishes numbers of twenty keys and returns when all are acknowledged. */
  private void publish(EventBus bus, int from, int to) {
    var all = new ArrayList<Numbered>();
    IntStream.range(from, to).forEach(each -> all.add(new Numbered(each, "key-" + each % 20)));
    var report = bus.publishAll(all, event -> toTopic).toCompletableFuture().join();
    assertThat(report.failed()).isEmpty();
  }

  private static int partitions(EventConsumer member) {
    return member.status().partitions().size();
  }
}
