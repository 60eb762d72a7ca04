package io.eventbus.test.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.event.EventBusException;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class InMemoryKafkaTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @EventType("memory.asked")
  record Asked(int number) implements IntegrationEvent {}

  @EventType("memory.answered")
  record Answered(int number) implements IntegrationEvent {}

  private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();

  @AutoClose private final InMemoryKafka kafka = InMemoryKafka.create();

  @Test
  void isIdleWhenHandlersHaveDoneWithAllAlsoWithWhatTheyPublish() {
    try (var bus = bus()) {
      bus.consumer("answering")
          .on(Asked.class, (event, context) -> bus.publish(new Answered(event.number())))
          .start();
      bus.consumer("answered")
          .on(Answered.class, (event, context) -> handled.add(event.number()))
          .start();
      for (int i = 0; i < 100; i++) {
        bus.publish(new Asked(i));
        kafka.awaitIdle(LONG);
        assertThat(handled).hasSize(i + 1);
      }
    }
  }

  @Test
  void tellsWhoIsNotDone() {
    var release = new CountDownLatch(1);
    try (var bus = bus()) {
      bus.consumer("slow").on(Asked.class, (event, context) -> release.await()).start();
      bus.publish(new Asked(1));

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> kafka.awaitIdle(Duration.ofMillis(200)))
          .withMessageContaining("group slow has done asked-0 up to offset 0 of 1");
      release.countDown();
      kafka.awaitIdle(LONG);
    }
  }

  @Test
  void isIdleWithDeadLetters() {
    try (var bus = bus()) {
      bus.consumer("failing")
          .retry(RetryPolicy.defaults().withMaxAttempts(1))
          .on(
              Asked.class,
              (event, context) -> {
                throw new IllegalStateException("always");
              })
          .start();
      bus.publish(new Asked(1));
      kafka.awaitIdle(LONG);

      assertThat(kafka.records("asked.failing.dlq")).hasSize(1);
      assertThat(kafka.topics()).containsExactly("asked", "asked.failing.dlq");
    }
  }

  @Test
  void whileItIsStoppedEventsWaitAndTheHealthSaysSo() {
    var events = PublisherOptions.defaults().withWaiting(10, 1024 * 1024, Duration.ofSeconds(20));
    try (var bus = kafka.bus().source("test").publisherOptions(events).build()) {
      bus.consumer("late").on(Asked.class, (event, context) -> handled.add(event.number())).start();
      kafka.awaitIdle(LONG);
      kafka.stop();
      var waiting = bus.publish(new Asked(1)).toCompletableFuture();
      assertThat(bus.health().status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(bus.health().problems()).extracting(HealthProblem::part).contains("broker");
      assertThat(waiting).isNotDone();

      kafka.start();
      assertThat(waiting).succeedsWithin(LONG);
      kafka.awaitIdle(LONG);
      assertThat(handled).containsExactly(1);
      await().until(() -> bus.health().status() == HealthStatus.UP);
    }
  }

  @Test
  void aBusThatRequiresABrokerDoesNotStartWhileItIsStopped() {
    kafka.stop();
    var required = kafka.bus().source("test").required(Duration.ofMillis(300));

    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(required::build)
        .withMessageContaining("no broker at in-memory:9092 has answered");
  }

  @Test
  void aMissingTopicIsNotMadeWhereNoneIsMadeByBeingUsed() {
    try (var strict = InMemoryKafka.create(0);
        var bus =
            strict
                .bus()
                .source("test")
                .publisherOptions(
                    PublisherOptions.defaults()
                        .withWaiting(10, 1024 * 1024, Duration.ofMillis(200)))
                .build()) {
      assertThat(bus.publish(new Asked(1)).toCompletableFuture())
          .failsWithin(LONG)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(PublishException.class);
      strict.createTopic("asked", 1);
      assertThat(bus.publish(new Asked(2)).toCompletableFuture()).succeedsWithin(LONG);
      assertThat(strict.records("asked")).hasSize(1);
    }
  }

  @Test
  void manyWorkSideBySideAndSeeNothingOfEachOther() {
    int threads = Thread.activeCount();
    var runs =
        IntStream.range(0, 50)
            .mapToObj(each -> CompletableFuture.runAsync(this::oneAlone))
            .toList();

    CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).join();
    await()
        .until(() -> Thread.activeCount() <= threads + Runtime.getRuntime().availableProcessors());
  }

  private void oneAlone() {
    var mine = new ConcurrentLinkedQueue<Integer>();
    try (var alone = InMemoryKafka.create();
        var bus = alone.bus().source("test").build()) {
      bus.consumer("group").on(Asked.class, (event, context) -> mine.add(event.number())).start();
      IntStream.range(0, 100).forEach(number -> bus.publish(new Asked(number)));
      alone.awaitIdle(LONG);
      assertThat(mine).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void takesRecordsAsTheyAreAndKeepsThemInTheOrderOfTheirArrival() {
    for (var value : new String[] {"a", "b", "c", "d"}) {
      kafka.send(new ProducerRecord<>("raw", value.getBytes(UTF_8)));
    }

    assertThat(kafka.records("raw"))
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("a", "b", "c", "d");
    assertThat(kafka.records("raw")).extracting(record -> record.partition()).contains(0, 1, 2);
    assertThat(kafka.records("missing")).isEmpty();
  }

  @Test
  void propertiesAreCheckedAsByKafkasOwnClients() {
    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(
            () ->
                kafka.bus().source("test").clientProperty("compression.type", "none of it").build())
        .withMessageContaining("the Kafka producer refuses its properties");
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> InMemoryKafka.create(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> kafka.createTopic("t", 0));
    kafka.close();
    assertThatIllegalStateException().isThrownBy(kafka::start);
  }

  @Test
  void whatNoBusNeedsIsSaidToBeMissing() {
    var clients = new MemoryClients(new MemoryBroker(1));
    try (var consumer = clients.consumer(Map.of("bootstrap.servers", "m:1"))) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(consumer::groupMetadata)
          .withMessageContaining("there is no Consumer.groupMetadata");
    }
  }

  private EventBus bus() {
    return kafka.bus().source("test").build();
  }
}
