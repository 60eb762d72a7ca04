package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.it.Fixture.Named;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker is not there at start, or goes away: the caller of publish never waits for it. */
@WithKafka(own = true)
@Timeout(180)
class BrokerAwayIT {

  private static final Duration BOUND = Duration.ofMillis(50);

  private final KafkaCluster kafka;
  private final String topic = unique("away");

  BrokerAwayIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void eventsPublishedBeforeTheBrokerIsThereArriveInOrderOnceItIs() throws Exception {
    kafka.stop();
    try (var bus = bus(kafka).build()) {
      Queue<Integer> handled = new ConcurrentLinkedQueue<>();
      bus.consumer(unique("group"))
          .on(Numbered.class, topic, (event, context) -> handled.add(event.number()))
          .start();

      var stages = publish(bus, 500);
      assertThat(stages).noneMatch(CompletableFuture::isDone);
      kafka.start();

      allOf(stages).get(60, SECONDS);
      await().atMost(Duration.ofSeconds(60)).until(() -> handled.size() == 500);
      assertThat(handled).containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }
  }

  @Test
  void eventsPublishedWhileTheBrokerIsFrozenOrDeadArriveInOrder() throws Exception {
    try (var bus = bus(kafka).build()) {
      allOf(publish(bus, 10)).get(30, SECONDS);

      kafka.pause();
      var whileFrozen = publish(bus, 200);
      kafka.kill();
      var whileDead = publish(bus, 200);
      kafka.start();

      allOf(whileFrozen).get(60, SECONDS);
      allOf(whileDead).get(60, SECONDS);
      var numbers =
          read(kafka, topic, 410).stream()
              .map(record -> new String(record.value(), UTF_8))
              .toList();
      var expected = new ArrayList<String>();
      for (int count : List.of(10, 200, 200)) {
        IntStream.range(0, count)
            .forEach(i -> expected.add("{\"number\":" + i + ",\"series\":\"s\"}"));
      }
      assertThat(numbers).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void anEventThatWaitsTooLongFailsWithAReasonAndItsName() throws Exception {
    kafka.stop();
    var options = PublisherOptions.defaults().withWaiting(10, 100_000, Duration.ofMillis(300));
    try (var bus = bus(kafka).publisherOptions(options).build()) {
      var id = PublishOptions.defaults().withTopic(topic).withId("lonely");

      var stage = bus.publish(new Named("n"), id).toCompletableFuture();

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> stage.get(10, SECONDS))
          .havingCause()
          .isInstanceOf(PublishException.class)
          .withMessageContaining("lonely")
          .withMessageContaining("it.named")
          .withMessageContaining(topic);
    } finally {
      kafka.start();
    }
  }

  @Test
  void whatFindsNoRoomToWaitIsRejectedAtOnceAndWhatWaitsIsNotLost() throws Exception {
    kafka.stop();
    var options = PublisherOptions.defaults().withWaiting(10, 100_000, Duration.ofMinutes(1));
    try (var bus = bus(kafka).publisherOptions(options).build()) {
      var stages = publish(bus, 12);

      for (var rejected : stages.subList(10, 12)) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> rejected.get(1, SECONDS))
            .havingCause()
            .satisfies(
                e ->
                    assertThat(((PublishException) e).reason())
                        .isEqualTo(PublishException.Reason.BUFFER_FULL));
      }
      kafka.start();
      allOf(stages.subList(0, 10)).get(60, SECONDS);
    }
  }

  @Test
  void closingFailsWhatStillWaitsAndTakesNothingMore() throws Exception {
    kafka.stop();
    try {
      var bus = bus(kafka).build();
      var waiting = publish(bus, 1).get(0);
      bus.close(Duration.ofMillis(200));
      var late = bus.publish(new Named("late"), PublishOptions.defaults().withTopic(topic));

      for (var stage : List.of(waiting, late.toCompletableFuture())) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> stage.get(5, SECONDS))
            .havingCause()
            .satisfies(
                e ->
                    assertThat(((PublishException) e).reason())
                        .isEqualTo(PublishException.Reason.CLOSED));
      }
    } finally {
      kafka.start();
    }
  }

  /** Publishes numbered events and checks that no call takes longer than the bound. */
  private List<CompletableFuture<PublishedEvent>> publish(EventBus bus, int count) {
    var options = PublishOptions.defaults().withTopic(topic);
    var stages = new ArrayList<CompletableFuture<PublishedEvent>>();
    var slowest = Duration.ZERO;
    for (int i = 0; i < count; i++) {
      var event = new Numbered(i, "s");
      long start = System.nanoTime();
      stages.add(bus.publish(event, options).toCompletableFuture());
      var took = Duration.ofNanos(System.nanoTime() - start);
      // The first call of a JVM loads the classes of JSON and of the Kafka client.
      if (i > 0 && took.compareTo(slowest) > 0) {
        slowest = took;
      }
    }
    assertThat(slowest).isLessThan(BOUND);
    return stages;
  }

  private static CompletableFuture<Void> allOf(List<CompletableFuture<PublishedEvent>> stages) {
    return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new));
  }
}
