package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.consume.UnknownTypeRule;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.retry.OutageException;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each thing that can go wrong with brokers and handlers is told, and told no more once mended. */
@WithKafka(own = true, properties = "auto.create.topics.enable=false")
@Timeout(180)
class HealthIT {

  private static final HealthOptions QUICK =
      HealthOptions.defaults()
          .withHandlerTimeout(Duration.ofSeconds(1))
          .withProbeTimeout(Duration.ofSeconds(1));

  private static final PublisherOptions IMPATIENT =
      PublisherOptions.defaults().withWaiting(1_000, 1_000_000, Duration.ofMillis(500));

  private final String topic = unique("health");
  private final String group = unique("group");
  private final CompletableFuture<Void> release = new CompletableFuture<>();
  private final KafkaCluster kafka;
  private final EventBus bus;

  HealthIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).health(QUICK).publisherOptions(IMPATIENT).build();
  }

  @AfterEach
  void close() {
    release.complete(null);
    bus.close();
  }

  @Test
  void aBrokerThatFreezesOrDiesIsToldSinceWhenAndNoMoreOnceItIsBack() {
    kafka.createTopic(topic, 1);
    consume(number -> {});
    awaitUp();
    assertThat(bus.health().producerConnected()).isTrue();
    await()
        .untilAsserted(() -> assertThat(bus.health().groups()).isEqualTo(Map.of(group, "RUNNING")));

    var before = Instant.now();
    kafka.pause();
    var frozen = awaitProblem("broker");
    assertThat(frozen.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(frozen.message()).contains("unreachable").contains(kafka.bootstrapServers());
    assertThat(frozen.since().orElseThrow()).isBetween(before, Instant.now());
    assertThat(bus.health().producerConnected()).isFalse();
    kafka.resume();
    awaitUp();

    kafka.kill();
    var dead = awaitProblem("broker");
    assertThat(dead.since().orElseThrow()).isAfter(frozen.since().orElseThrow());
    kafka.start();
    awaitUp();
    assertThat(bus.health().producerConnected()).isTrue();
  }

  @Test
  void withoutABrokerThatIsRequiredTheBusIsDown() {
    try (var strict = bus(kafka).required(Duration.ofSeconds(30)).health(QUICK).build()) {
      assertThat(strict.health().status()).isEqualTo(HealthStatus.UP);
      kafka.kill();
      await().until(() -> strict.health().status() == HealthStatus.DOWN);
      kafka.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> strict.health().status() == HealthStatus.UP);
    }
  }

  @Test
  void eventsThatWaitForTheirTopicAreTold() {
    var waiting = new HealthBus(bus(kafka).health(QUICK).build());
    try (var patient = waiting.bus()) {
      awaitUp();
      var unused =
          patient.publish(new Numbered(1, "a"), PublishOptions.defaults().withTopic(topic));

      assertThat(waiting.awaitProblem("publisher").message()).contains(topic);
      assertThat(patient.health().producerConnected()).isTrue();

      kafka.createTopic(topic, 1);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> patient.health().status() == HealthStatus.UP);
    }
  }

  @Test
  void aHandlerThatHangsIsFoundFromItsStart() {
    kafka.createTopic(topic, 1);
    consume(number -> release.join());
    publish(bus, topic, 1, "a");

    isFoundAndForgotten();
  }

  @Test
  void anAsynchronousHandlerThatNeverEndsIsFound() {
    kafka.createTopic(topic, 1);
    bus.consumer(group)
        .onAsync(
            Numbered.class,
            SubscriptionOptions.defaults().withTopic(topic),
            (event, context) -> release)
        .start();
    publish(bus, topic, 1, "a");

    isFoundAndForgotten();
  }

  private void isFoundAndForgotten() {
    var problem = awaitProblem("consumer " + group);
    assertThat(problem.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(problem.message())
        .contains("a handler has been running", "topic " + topic, "partition 0", "offset 0");
    assertThat(problem.since()).isPresent();

    release.complete(null);
    awaitUp();
  }

  @Test
  void aPartitionThatWaitsForItsDeadLetterTopicIsTold() {
    kafka.createTopic(topic, 1);
    consume(
        number -> {
          throw new IllegalStateException("of the handler");
        });
    publish(bus, topic, 1, "a");

    var problem = awaitProblem("consumer " + group);
    assertThat(problem.message())
        .contains("partition " + topic + "-0 waits for the dead-letter topic");

    kafka.createTopic(topic + "." + group + ".dlq", 1);
    awaitUp();
  }

  @Test
  void aPartitionWhoseHandlersLackSomethingIsToldSinceWhen() {
    kafka.createTopic(topic, 1);
    var before = Instant.now();
    consume(
        number -> {
          if (!release.isDone()) {
            throw new OutageException("the database is away", null);
          }
        });
    publish(bus, topic, 1, "a");

    var problem = awaitProblem("consumer " + group);
    assertThat(problem.message()).contains("partition " + topic + "-0 waits for something");
    assertThat(problem.since().orElseThrow()).isBetween(before, Instant.now());

    release.complete(null);
    awaitUp();
  }

  @Test
  void aConsumerThatMustNotGoPastARecordIsDownUntilItIsReplaced() {
    kafka.createTopic(topic, 1);
    var failed =
        bus.consumer(group)
            .on(Fixture.Named.class, topic, (event, context) -> {})
            .unknownTypes(UnknownTypeRule.FAIL)
            .start();
    publish(bus, topic, 1, "a");

    await().until(() -> bus.health().status() == HealthStatus.DOWN);
    assertThat(awaitProblem("consumer " + group).message()).contains("it.numbered");
    bus.consumer("another").on(Numbered.class, topic, (event, context) -> {}).start();
    assertThat(bus.health().status()).isEqualTo(HealthStatus.DOWN);

    failed.close();
    awaitUp();
    assertThat(bus.health().groups()).containsOnlyKeys("another");
  }

  /** What a handler does with a number. */
  private interface Work {
    void on(int number) throws Exception;
  }

  private EventConsumer consume(Work work) {
    return bus.consumer(group)
        .on(Numbered.class, topic, (event, context) -> work.on(event.number()))
        .retry(RetryPolicy.none())
        .deadLetters(DeadLetterOptions.defaults().withCreateTopics(false))
        .start();
  }

  private HealthProblem awaitProblem(String part) {
    return new HealthBus(bus).awaitProblem(part);
  }

  private void awaitUp() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(bus.health().problems()).isEmpty());
  }

  /** A bus whose health is looked at. */
  private record HealthBus(EventBus bus) {

    HealthProblem awaitProblem(String part) {
      return await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> problem(part), Optional::isPresent)
          .orElseThrow();
    }

    private Optional<HealthProblem> problem(String part) {
      return bus.health().problems().stream()
          .filter(problem -> problem.part().equals(part))
          .findFirst();
    }
  }
}
