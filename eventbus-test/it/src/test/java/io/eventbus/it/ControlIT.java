package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.unique;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerState;
import io.eventbus.consume.EventConsumer;
import io.eventbus.it.Fixture.Named;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A consumer does as it is told while it runs: pause, resume, seek, close. */
@WithKafka
@Timeout(120)
class ControlIT {

  private static final int PARTITIONS = 2;

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final String topic = unique("control");
  private final String other = unique("control-other");
  private final String group = unique("group");
  private final KafkaCluster kafka;
  private final EventBus bus;

  ControlIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = member();
  }

  private EventBus member() {
    return bus(kafka).clientProperty("heartbeat.interval.ms", "500").build();
  }

  @BeforeEach
  void createTopics() {
    kafka.createTopic(topic, PARTITIONS);
    kafka.createTopic(other, 1);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void aPausedConsumerBeginsNothingUntilItIsResumed() {
    var consumer = start(bus);
    publish(bus, topic, 1, "a");
    await().until(() -> handled.size() == 1);

    consumer.pause();
    publish(bus, topic, 2, "a");
    publish(bus, other, 3, "a");
    nothingMoreIsHandledThan("1");
    assertThat(consumer.status().partitions()).allMatch(partition -> partition.paused());

    consumer.resume();
    await().until(() -> handled.size() == 3);
    assertThat(consumer.state()).isEqualTo(ConsumerState.RUNNING);
  }

  @Test
  void aPausedTopicWaitsWhileAnotherGoesOn() {
    var consumer = start(bus);
    consumer.pause(topic);
    publish(bus, topic, 1, "a");
    publish(bus, other, 2, "a");
    await().until(() -> handled.contains("2"));
    nothingMoreIsHandledThan("2");

    consumer.resume(topic);
    await().until(() -> handled.contains("1"));
    assertThatIllegalArgumentException().isThrownBy(() -> consumer.pause("unknown"));
  }

  @Test
  void aPausedTypeWaitsWhileAnotherOfTheSameTopicGoesOn() {
    var consumer = start(bus);
    consumer.pause(Named.class);
    bus.publish(new Named("named"), PublishOptions.defaults().withTopic(topic));
    publish(bus, topic, 1, "a");
    publish(bus, topic, 2, "b");
    await().until(() -> handled.size() == 2);
    nothingMoreIsHandledThan("1", "2");

    consumer.resume(Named.class);
    await().until(() -> handled.contains("named"));
  }

  @Test
  void aPauseSurvivesARebalance() throws Exception {
    var consumer = start(bus);
    await().until(() -> consumer.status().partitions().size() == PARTITIONS + 1);
    consumer.pause();
    try (var second = member()) {
      var passing = start(second);
      await().atMost(Duration.ofSeconds(30)).until(() -> !passing.status().partitions().isEmpty());
      passing.close();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> consumer.status().partitions().size() == PARTITIONS + 1);

    for (int i = 0; i < 8; i++) {
      publish(bus, topic, i, "key-" + i);
    }
    nothingMoreIsHandledThan();

    consumer.resume();
    await().until(() -> handled.size() == 8);
  }

  @Test
  void seekToBeginningBringsAllAgainAndWhatIsSavedMovesBack() throws Exception {
    var consumer = start(bus);
    publish(bus, other, 1, "a");
    publish(bus, other, 2, "a");
    awaitCommitted(2);

    consumer.pause();
    consumer.seekToBeginning().toCompletableFuture().get(30, SECONDS);
    awaitCommitted(0);
    assertThat(handled).containsExactly("1", "2");

    consumer.resume();
    awaitCommitted(2);
    assertThat(handled).containsExactly("1", "2", "1", "2");
  }

  @Test
  void seekWaitsForTheHandlersThatRun() throws Exception {
    var release = new CompletableFuture<Void>();
    var consumer =
        bus.consumer(group)
            .on(
                Numbered.class,
                other,
                (event, context) -> {
                  handled.add("in");
                  release.get(30, SECONDS);
                  handled.add("out");
                })
            .start();
    publish(bus, other, 1, "a");
    await().until(() -> handled.size() == 1);

    var moved = consumer.seekToBeginning().toCompletableFuture();
    assertThat(moved).isNotDone();
    release.complete(null);

    moved.get(30, SECONDS);
    await().until(() -> handled.size() == 4);
    assertThat(handled).containsExactly("in", "out", "in", "out");
  }

  @Test
  void aClosedConsumerTakesNoSeek() {
    var consumer = start(bus);
    consumer.close();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> consumer.seekToBeginning().toCompletableFuture().get(1, SECONDS))
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aHandlerMayCloseItsConsumer() throws Exception {
    var self = new CompletableFuture<EventConsumer>();
    var consumer =
        bus.consumer(group)
            .on(
                Numbered.class,
                other,
                (event, context) -> {
                  self.join().close();
                  handled.add("returned");
                })
            .start();
    self.complete(consumer);

    publish(bus, other, 1, "a");

    await().until(() -> consumer.state() == ConsumerState.CLOSED);
    assertThat(handled).containsExactly("returned");
    assertThat(committed(kafka, group)).isEqualTo(Map.of(new TopicPartition(other, 0), 1L));
  }

  @Test
  void aHandlerMayCloseItsBus() throws Exception {
    var consumer =
        bus.consumer(group)
            .on(
                Numbered.class,
                other,
                (event, context) -> {
                  bus.close();
                  handled.add("returned");
                })
            .start();

    publish(bus, other, 1, "a");

    await().until(() -> consumer.state() == ConsumerState.CLOSED);
    assertThat(handled).containsExactly("returned");
    assertThat(committed(kafka, group)).isEqualTo(Map.of(new TopicPartition(other, 0), 1L));
    await().until(() -> isRefused(new Named("late")));
  }

  private boolean isRefused(Named event) {
    return bus.publish(event, PublishOptions.defaults().withTopic(other))
        .handle(
            (published, failure) ->
                failure instanceof PublishException refused
                    && refused.reason() == PublishException.Reason.CLOSED)
        .toCompletableFuture()
        .join();
  }

  private EventConsumer start(EventBus bus) {
    return bus.consumer(group)
        .on(Numbered.class, topic, (event, context) -> handled.add("" + event.number()))
        .on(Numbered.class, other, (event, context) -> handled.add("" + event.number()))
        .on(Named.class, topic, (event, context) -> handled.add(event.name()))
        .options(FREQUENT_COMMITS)
        .start();
  }

  private void nothingMoreIsHandledThan(String... expected) {
    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(handled).containsExactlyInAnyOrder(expected));
  }

  private void awaitCommitted(long offset) {
    var partition = new TopicPartition(other, 0);
    await().until(() -> Long.valueOf(offset).equals(committed(kafka, group).get(partition)));
  }
}
