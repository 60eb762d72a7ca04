package io.eventbus.it;

import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.commit;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.EventHandler;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the next member of a group does with what the one before has left. */
@WithKafka
@Timeout(120)
class RestartIT {

  private static final RetryPolicy RETRY_IN_AN_HOUR =
      RetryPolicy.defaults().withWaits(Duration.ofHours(1), 1, Duration.ofHours(1));

  private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();
  private final String topic = unique("restart");
  private final String group = unique("group");
  private final TopicPartition partition = new TopicPartition(topic, 0);
  private final KafkaCluster kafka;

  RestartIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(topic, 1);
  }

  @Test
  void whatIsDoneBeyondAnEventThatWaitsForItsRetryIsNotDoneAgain() throws Exception {
    onlyTheHeldEventComesAgain(
        (event, context) -> {
          if (event.number() == 0) {
            throw new IllegalStateException("again in an hour");
          }
          handled.add(event.number());
        });
  }

  @Test
  void whatIsDoneBeyondAnEventThatIsStillInItsHandlerIsNotDoneAgain() throws Exception {
    onlyTheHeldEventComesAgain(
        (event, context) -> {
          if (event.number() == 0) {
            new CountDownLatch(1).await();
          }
          handled.add(event.number());
        });
  }

  private void onlyTheHeldEventComesAgain(EventHandler<Numbered> holding) throws Exception {
    try (var bus = bus(kafka).build()) {
      for (int i = 0; i < 10; i++) {
        publish(bus, topic, i, "key-" + i);
      }
      var first =
          bus.consumer(group)
              .on(Numbered.class, topic, holding)
              .options(FREQUENT_COMMITS)
              .retry(RETRY_IN_AN_HOUR)
              .start();
      await().until(() -> handled.size() == 9);
      first.close(Duration.ofMillis(200));
      assertThat(committed(kafka, group)).isEqualTo(Map.of(partition, 0L));
      handled.clear();

      publish(bus, topic, 10, "key-10");
      consumeAll(bus, 11);
    }
    assertThat(handled).containsExactlyInAnyOrder(0, 10);
  }

  @Test
  void anEventIsNotDoneAgainThatWasDoneBeyondTheHeldOneTwoMembersAgo() throws Exception {
    EventHandler<Numbered> holding =
        (event, context) -> {
          if (event.number() == 0) {
            throw new IllegalStateException("again in an hour");
          }
          handled.add(event.number());
        };
    try (var bus = bus(kafka).build()) {
      for (int i = 0; i < 5; i++) {
        publish(bus, topic, i, "key-" + i);
        var member =
            bus.consumer(group)
                .on(Numbered.class, topic, holding)
                .retry(RETRY_IN_AN_HOUR)
                .options(FREQUENT_COMMITS)
                .start();
        int sofar = i;
        await().until(() -> handled.size() == sofar);
        member.close(Duration.ofSeconds(5));
      }
      assertThat(handled).containsExactly(1, 2, 3, 4);
      handled.clear();

      consumeAll(bus, 5);
    }
    assertThat(handled).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "another tool was here", "eb1.", "eb1.!!!", "eb1.AAAA"})
  void ofForeignMetadataNothingIsKnownAndNothingStalls(String metadata) throws Exception {
    commit(kafka, group, partition, new OffsetAndMetadata(2, metadata));
    try (var bus = bus(kafka).build()) {
      for (int i = 0; i < 5; i++) {
        publish(bus, topic, i, "key-" + i);
      }

      consumeAll(bus, 5);
    }
    assertThat(handled).containsExactlyInAnyOrder(2, 3, 4);
  }

  /** Consumes until all below this offset is done and saved. */
  private void consumeAll(EventBus bus, long end) {
    var consumer =
        bus.consumer(group)
            .on(Numbered.class, topic, (event, context) -> handled.add(event.number()))
            .options(FREQUENT_COMMITS)
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> committed(kafka, group).equals(Map.of(partition, end)));
    consumer.close();
  }
}
