package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.bytes;
import static io.eventbus.it.Fixture.cloudEvent;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.record;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.ConsumerState;
import io.eventbus.consume.ConsumerStatistics;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.StartFrom;
import io.eventbus.it.Fixture.Named;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithKafka
@Timeout(120)
class PublishAndConsumeIT {

  private record Delivered(Object event, EventContext context, Thread thread) {}

  private final Queue<Delivered> delivered = new ConcurrentLinkedQueue<>();
  private final String topic = unique("pc");
  private final String group = unique("group");
  private final KafkaCluster kafka;

  PublishAndConsumeIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(topic, 1);
  }

  @Test
  void aPublishedEventReachesItsHandlerWithAllThatWasSaid() throws Exception {
    try (var bus = bus(kafka).build()) {
      var options =
          PublishOptions.defaults()
              .withTopic(topic)
              .withId("id-1")
              .withSubject("subject")
              .withCorrelationId("corr")
              .withCausationId("cause")
              .withTenantId("tenant")
              .withTime(Instant.parse("2026-01-02T03:04:05Z"))
              .withHeader("x-extra", "é");
      bus.consumer(group).on(Numbered.class, topic, this::deliver).start();

      var published =
          bus.publish(new Numbered(7, "k"), options).toCompletableFuture().get(30, SECONDS);

      await().until(() -> delivered.size() == 1);
      var first = delivered.element();
      assertThat(first.event()).isEqualTo(new Numbered(7, "k"));
      assertThat(first.context().metadata()).isEqualTo(published.metadata());
      assertThat(published.metadata().source()).isEqualTo("it");
      assertThat(published.metadata().id()).isEqualTo("id-1");
      assertThat(published.metadata().time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
      assertThat(first.context().topic()).isEqualTo(published.topic()).isEqualTo(topic);
      assertThat(first.context().partition()).isEqualTo(published.partition());
      assertThat(first.context().offset()).isEqualTo(published.offset());
      assertThat(first.context().key()).isEqualTo("k");
      assertThat(first.context().attempt()).isEqualTo(1);
      assertThat(first.context().headers())
          .containsEntry("x-extra", "é")
          .containsEntry("ce_tenantid", "tenant")
          .containsEntry("ce_correlationid", "corr");
    }
  }

  @Test
  void conventionGivesPublisherAndConsumerTheSameTopic() throws Exception {
    try (var bus = bus(kafka).topicPrefix(topic).build()) {
      bus.consumer(group).on(Named.class, this::deliver).start();

      var published = bus.publish(new Named("n")).toCompletableFuture().get(30, SECONDS);

      assertThat(published.topic()).isEqualTo(topic + ".named");
      await().until(() -> delivered.size() == 1);
    }
  }

  @Test
  void severalTypesShareATopicAndUnknownOnesAreSkippedAndCounted() throws Exception {
    send(
        kafka,
        List.of(
            record(topic, "k", bytes("{\"name\":\"n\"}"), cloudEvent("it.named")),
            record(topic, "k", bytes("{}"), cloudEvent("it.unknown")),
            record(
                topic, "k", bytes("{\"number\":1,\"series\":\"k\"}"), cloudEvent("it.numbered"))));
    try (var bus = bus(kafka).build()) {
      var consumer =
          bus.consumer(group)
              .on(Numbered.class, topic, this::deliver)
              .on(Named.class, topic, this::deliver)
              .start();

      await().until(() -> delivered.size() == 2);
      assertThat(delivered.stream().map(Delivered::event))
          .containsExactly(new Named("n"), new Numbered(1, "k"));
      assertThat(consumer.statistics()).isEqualTo(new ConsumerStatistics(2, 0, 1, 0));
      assertThat(consumer.state()).isEqualTo(ConsumerState.RUNNING);
      assertThat(consumer.group()).isEqualTo(group);
    }
  }

  @Test
  void bareJsonIsReadAsTheOneTypeOfItsTopic() throws Exception {
    send(kafka, List.of(record(topic, "k", bytes("{\"name\":\"bare\",\"x\":1}"), Map.of())));
    try (var bus = bus(kafka).build()) {
      bus.consumer(group).on(Named.class, topic, this::deliver).start();

      await().until(() -> delivered.size() == 1);
      assertThat(delivered.element().event()).isEqualTo(new Named("bare"));
      assertThat(delivered.element().context().metadata().id()).isEqualTo(topic + "-0-0");
    }
  }

  @Test
  void aGroupThatStartsFromTheEndSeesOnlyWhatComes() throws Exception {
    try (var bus = bus(kafka).build()) {
      var options = PublishOptions.defaults().withTopic(topic);
      bus.publish(new Named("before"), options).toCompletableFuture().get(30, SECONDS);
      var consumer =
          bus.consumer(group)
              .on(Named.class, topic, this::deliver)
              .options(ConsumerOptions.defaults().withStartFrom(StartFrom.end()))
              .start();
      await().until(() -> consumer.state() == ConsumerState.RUNNING);

      bus.publish(new Named("after"), options);

      await().until(() -> !delivered.isEmpty());
      assertThat(delivered.stream().map(Delivered::event)).containsExactly(new Named("after"));
    }
  }

  @Test
  void anEventThatIsTooLargeFailsAtOnceWithItsReasonUnwrapped() {
    var small = PublisherOptions.defaults().withMaxEventBytes(500);
    var options = PublishOptions.defaults().withTopic(topic);
    try (var bus = bus(kafka).publisherOptions(small).build()) {
      assertThat(reasonOf(bus.publish(new Named("x".repeat(600)), options)))
          .isEqualTo(PublishException.Reason.TOO_LARGE);
    }
  }

  @Test
  void anEventThatTheBrokerRefusesFailsWithItsReasonUnwrapped() {
    var narrow = topic + "-narrow";
    kafka.createTopic(narrow, 1, Map.of("max.message.bytes", "300"));
    var options = PublishOptions.defaults().withTopic(narrow);
    try (var bus = bus(kafka).clientProperty("compression.type", "none").build()) {
      assertThat(reasonOf(bus.publish(new Named("x".repeat(600)), options)))
          .isEqualTo(PublishException.Reason.TOO_LARGE);
    }
  }

  /** What a callback sees, which must be the failure itself. */
  private static PublishException.Reason reasonOf(CompletionStage<PublishedEvent> stage) {
    var seen = new CompletableFuture<Throwable>();
    stage.whenComplete((published, failure) -> seen.complete(failure));
    return ((PublishException) seen.join()).reason();
  }

  @Test
  void eachGroupGetsEveryEvent() throws Exception {
    try (var bus = bus(kafka).build()) {
      bus.consumer(group).on(Named.class, topic, this::deliver).start();
      bus.consumer(group + "-2").on(Named.class, topic, this::deliver).start();

      bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic));

      await().until(() -> delivered.size() == 2);
    }
  }

  @Test
  void theConsumerProtocolWorksToo() throws Exception {
    try (var bus = bus(kafka).clientProperty("group.protocol", "consumer").build()) {
      bus.consumer(group).on(Named.class, topic, this::deliver).start();

      bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic));

      await().until(() -> delivered.size() == 1);
    }
  }

  @Test
  void handlersRunOnVirtualThreadsWhereTheJdkHasThem() throws Exception {
    try (var bus = bus(kafka).build()) {
      bus.consumer(group).on(Named.class, topic, this::deliver).start();
      bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic));
      await().until(() -> delivered.size() == 1);

      var thread = delivered.element().thread();
      assertThat(thread.getName()).startsWith("eventbus-" + group + "-handler-");
      assertThat(isVirtual(thread)).isEqualTo(Runtime.version().feature() >= 21);
    }
  }

  @Test
  void handlersRunOnTheGivenExecutorWhichIsNotClosed() {
    var threads = Executors.newFixedThreadPool(2, work -> new Thread(work, "given-" + group));
    try (var bus = bus(kafka).build()) {
      var consumer =
          bus.consumer(group).on(Named.class, topic, this::deliver).executor(threads).start();
      bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic));
      await().until(() -> delivered.size() == 1);
      consumer.close();

      assertThat(delivered.element().thread().getName()).isEqualTo("given-" + group);
      assertThat(threads.isShutdown()).isFalse();
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return (boolean)
          MethodHandles.publicLookup()
              .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class))
              .invoke(thread);
    } catch (Throwable e) {
      return false;
    }
  }

  @Test
  void closingWaitsForTheRunningHandlerAndLeavesNoThread() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var bus = bus(kafka).build();
    bus.consumer(group)
        .on(
            Named.class,
            topic,
            (event, context) -> {
              entered.countDown();
              release.await();
              deliver(event, context);
            })
        .start();
    bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic));
    assertThat(entered.await(30, SECONDS)).isTrue();

    var closing = new Thread(bus::close, "test-closing");
    closing.start();
    await().until(() -> closing.getState() == Thread.State.WAITING);
    release.countDown();
    closing.join(30_000);

    assertThat(delivered).hasSize(1);
    assertThat(committed(kafka, group)).isEqualTo(Map.of(new TopicPartition(topic, 0), 1L));
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(
                        name -> name.contains(group) || name.startsWith("kafka-producer-network")));
  }

  @Test
  void aHandlerThatOutlastsTheDeadlineIsInterruptedAndItsEventComesAgain() throws Exception {
    var interrupted = new CountDownLatch(1);
    var bus = bus(kafka).build();
    bus.consumer(group)
        .on(
            Named.class,
            topic,
            (event, context) -> {
              deliver(event, context);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            })
        .start();
    bus.publish(new Named("n"), PublishOptions.defaults().withTopic(topic));
    await().until(() -> delivered.size() == 1);

    bus.close(Duration.ofMillis(200));

    assertThat(interrupted.await(10, SECONDS)).isTrue();
    assertThat(committed(kafka, group)).doesNotContainValue(1L);
    try (var second = bus(kafka).build()) {
      second.consumer(group).on(Named.class, topic, this::deliver).start();
      await().until(() -> delivered.size() == 2);
    }
  }

  private void deliver(Object event, EventContext context) {
    delivered.add(new Delivered(event, context, Thread.currentThread()));
  }
}
