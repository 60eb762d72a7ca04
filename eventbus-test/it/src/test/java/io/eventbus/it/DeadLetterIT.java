package io.eventbus.it;

import static io.eventbus.it.Fixture.FAST_RETRY;
import static io.eventbus.it.Fixture.FREQUENT_COMMITS;
import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.bytes;
import static io.eventbus.it.Fixture.cloudEvent;
import static io.eventbus.it.Fixture.committed;
import static io.eventbus.it.Fixture.header;
import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.record;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerState;
import io.eventbus.consume.ConsumerStatistics;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.UnknownTypeRule;
import io.eventbus.it.Fixture.Named;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithKafka
@Timeout(120)
class DeadLetterIT {

  /** Which number was tried how often, as {@code number.attempt}. */
  private final Queue<String> tried = new ConcurrentLinkedQueue<>();

  private final String topic = unique("dl");
  private final String group = unique("group");
  private final String deadLetters = topic + "." + group + ".dlq";
  private final KafkaCluster kafka;

  DeadLetterIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(topic, 1);
  }

  @Test
  void aFailingEventIsRetriedThenDeadLetteredAndTheNextGoesThrough() throws Exception {
    try (var bus = bus(kafka).build()) {
      var consumer = consumerThatFailsAtNumberOne(bus);
      publishOneAndTwo(bus);

      await().until(() -> tried.size() == 4);
      assertThat(tried).containsExactly("1.1", "1.2", "1.3", "2.1");
      var letter = read(kafka, deadLetters, 1).get(0);
      assertThat(letter.key()).isEqualTo(bytes("k"));
      assertThat(letter.value()).isEqualTo(bytes("{\"number\":1,\"series\":\"k\"}"));
      assertThat(header(letter, "ce_id")).isEqualTo("failing");
      assertThat(header(letter, "eventbus-dlq-reason")).isEqualTo("retries-exhausted");
      assertThat(header(letter, "eventbus-dlq-attempts")).isEqualTo("3");
      assertThat(header(letter, "eventbus-dlq-topic")).isEqualTo(topic);
      assertThat(header(letter, "eventbus-dlq-partition")).isEqualTo("0");
      assertThat(header(letter, "eventbus-dlq-offset")).isEqualTo("0");
      assertThat(header(letter, "eventbus-dlq-group")).isEqualTo(group);
      assertThat(header(letter, "eventbus-dlq-exception-message")).isEqualTo("number one fails");
      await().until(() -> consumer.statistics().handled() == 1);
      assertThat(consumer.statistics()).isEqualTo(new ConsumerStatistics(1, 2, 0, 1));
      awaitCommitted(2);
    }
  }

  /** Who may write to a topic must not be able to steer a consumer by it. */
  @Test
  void headersOfDeadLettersMeanNothingOnATopicOfEvents() throws Exception {
    var headers = new HashMap<>(cloudEvent("it.numbered"));
    headers.putAll(
        Map.of(
            "eventbus-dlq-attempts", "99",
            "eventbus-dlq-topic", "elsewhere",
            "eventbus-dlq-partition", "7",
            "eventbus-dlq-offset", "77",
            "eventbus-dlq-group", "others",
            "eventbus-dlq-reason", "none"));
    try (var bus = bus(kafka).build()) {
      consumerThatFailsAtNumberOne(bus);
      send(kafka, List.of(record(topic, "k", bytes("{\"number\":1}"), headers)));

      var letter = read(kafka, deadLetters, 1).get(0);
      assertThat(tried).containsExactly("1.1", "1.2", "1.3");
      assertThat(letter.headers().toArray())
          .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
          .filteredOn(header -> header.matches("eventbus-dlq-(att|top|par|off|gro|rea).*"))
          .containsExactlyInAnyOrder(
              "eventbus-dlq-attempts=3",
              "eventbus-dlq-topic=" + topic,
              "eventbus-dlq-partition=0",
              "eventbus-dlq-offset=0",
              "eventbus-dlq-group=" + group,
              "eventbus-dlq-reason=retries-exhausted");
    }
  }

  @Test
  void aPartitionWaitsForItsDeadLetterTopicAndLosesNothing() throws Exception {
    kafka.createTopic(deadLetters, 1, Map.of("max.message.bytes", "300"));
    try (var bus = bus(kafka).build()) {
      var consumer = consumerThatFailsAtNumberOne(bus);
      publishOneAndTwo(bus);

      await().until(() -> tried.size() == 3);
      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(5))
          .until(() -> tried.size() == 3 && !committed(kafka, group).containsValue(1L));
      assertThat(consumer.statistics().deadLettered()).isZero();

      Topics.setConfig(kafka, deadLetters, "max.message.bytes", "1000000");

      await().atMost(Duration.ofSeconds(30)).until(() -> tried.size() == 4);
      assertThat(tried).containsExactly("1.1", "1.2", "1.3", "2.1");
      assertThat(read(kafka, deadLetters, 1)).hasSize(1);
      awaitCommitted(2);
    }
  }

  @Test
  void aTypeThatMustBeKnownStopsTheConsumerBeforeIt() throws Exception {
    send(kafka, List.of(record(topic, "k", bytes("{}"), cloudEvent("it.unknown"))));
    try (var bus = bus(kafka).build()) {
      var consumer =
          bus.consumer(group)
              .on(Named.class, topic, (event, context) -> {})
              .unknownTypes(UnknownTypeRule.FAIL)
              .start();

      await().until(() -> consumer.state() == ConsumerState.FAILED);
      assertThat(consumer.failure().orElseThrow()).hasMessageContaining("it.unknown");
      consumer.close();
      assertThat(consumer.state()).isEqualTo(ConsumerState.FAILED);
      assertThat(committed(kafka, group)).doesNotContainValue(1L);
    }
  }

  private EventConsumer consumerThatFailsAtNumberOne(EventBus bus) {
    return bus.consumer(group)
        .on(
            Numbered.class,
            topic,
            (event, context) -> {
              tried.add(event.number() + "." + context.attempt());
              if (event.number() == 1) {
                throw new IllegalStateException("number one fails");
              }
            })
        .retry(FAST_RETRY)
        .options(FREQUENT_COMMITS)
        .start();
  }

  private void publishOneAndTwo(EventBus bus) {
    var options = PublishOptions.defaults().withTopic(topic);
    bus.publish(new Numbered(1, "k"), options.withId("failing"));
    bus.publish(new Numbered(2, "k"), options);
  }

  private void awaitCommitted(long offset) {
    var expected = Map.of(new TopicPartition(topic, 0), offset);
    await().until(() -> committed(kafka, group).equals(expected));
  }
}
