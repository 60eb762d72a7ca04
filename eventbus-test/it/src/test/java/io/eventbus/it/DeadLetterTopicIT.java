package io.eventbus.it;

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
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.PartitionStatus;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublisherOptions;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The topic of dead letters is missing, too small or narrow; the broker makes none by itself. */
@WithKafka(properties = "auto.create.topics.enable=false")
@Timeout(120)
class DeadLetterTopicIT {

  private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();
  private final String topic = unique("dlt");
  private final String group = unique("group");
  private final String deadLetters = topic + "." + group + ".dlq";
  private final KafkaCluster kafka;
  private final EventBus bus;

  DeadLetterTopicIT(KafkaCluster kafka) {
    this.kafka = kafka;
    var impatient =
        PublisherOptions.defaults().withWaiting(1_000, 1_000_000, Duration.ofMillis(500));
    this.bus = bus(kafka).publisherOptions(impatient).build();
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void aMissingTopicIsMadeWithAsManyPartitionsAsTheSource() throws Exception {
    kafka.createTopic(topic, 4);
    start(DeadLetterOptions.defaults());
    publish(bus, topic, -1, "k");

    assertThat(read(kafka, deadLetters, 1)).hasSize(1);
    assertThat(Topics.partitions(kafka, deadLetters)).isEqualTo(4);
  }

  @Test
  void whereNoTopicMayBeMadeThePartitionWaitsUntilSomebodyMakesIt() throws Exception {
    kafka.createTopic(topic, 1);
    var consumer = start(DeadLetterOptions.defaults().withCreateTopics(false));
    publish(bus, topic, -1, "failing");
    publish(bus, topic, 1, "failing");
    publish(bus, topic, 2, "other");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                consumer.status().partitions().stream()
                    .anyMatch(PartitionStatus::waitsForDeadLetters));
    assertThat(handled).containsExactly(2);
    assertThat(committed(kafka, group)).isEqualTo(Map.of(new TopicPartition(topic, 0), 0L));
    assertThat(consumer.statistics().deadLettered()).isZero();
    await().until(() -> consumer.status().lag() == 3);

    kafka.createTopic(deadLetters, 1);
    awaitCommitted(3);
    assertThat(handled).containsExactly(2, 1);
    assertThat(read(kafka, deadLetters, 1)).hasSize(1);
    await()
        .until(
            () ->
                consumer.status().partitions().stream()
                    .noneMatch(PartitionStatus::waitsForDeadLetters));
    await().until(() -> consumer.status().lag() == 0);
  }

  @Test
  void aLetterThatIsTooLargeGoesWithoutItsStackTrace() throws Exception {
    kafka.createTopic(topic, 1);
    kafka.createTopic(deadLetters, 1, Map.of("max.message.bytes", "1500"));
    start(DeadLetterOptions.defaults());
    var own = PublishOptions.defaults().withTopic(topic).withHeader("x-own", "kept");
    bus.publish(new Numbered(-1, noise(1_000)), own.withKey("k"));

    var letter = read(kafka, deadLetters, 1).get(0);
    assertThat(header(letter, "x-own")).isEqualTo("kept");
    assertThat(header(letter, "eventbus-dlq-stack-trace")).isEqualTo("(none)");
    assertThat(header(letter, "eventbus-dlq-exception-class"))
        .isEqualTo("java.lang.IllegalStateException");
    awaitCommitted(1);
  }

  @Test
  void aLetterThatIsStillTooLargeKeepsTheHeadersOfTheEventAlone() throws Exception {
    kafka.createTopic(topic, 1);
    kafka.createTopic(deadLetters, 1, Map.of("max.message.bytes", "1500"));
    start(DeadLetterOptions.defaults());
    var large = PublishOptions.defaults().withTopic(topic).withHeader("x-large", noise(3_000));
    bus.publish(new Numbered(-1, "k"), large.withId("the-event"));

    var letter = read(kafka, deadLetters, 1).get(0);
    assertThat(header(letter, "x-large")).isEqualTo("(none)");
    assertThat(header(letter, "ce_id")).isEqualTo("the-event");
    assertThat(header(letter, "eventbus-dlq-reason")).isEqualTo("retries-exhausted");
    awaitCommitted(1);
  }

  @Test
  void aTopicWithFewerPartitionsTakesTheLettersOfAll() throws Exception {
    kafka.createTopic(topic, 6);
    kafka.createTopic(deadLetters, 1);
    start(DeadLetterOptions.defaults());
    for (int i = 1; i <= 30; i++) {
      publish(bus, topic, -i, "key-" + i);
    }

    var letters = read(kafka, deadLetters, 30);
    assertThat(letters).hasSize(30);
    assertThat(letters.stream().map(letter -> header(letter, "eventbus-dlq-partition")).distinct())
        .hasSize(6);
    awaitCommitted(30);
  }

  /** Text that no compression makes smaller. */
  private static String noise(int length) {
    return new Random(7)
        .ints(length, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** Its handler fails at negative numbers. */
  private EventConsumer start(DeadLetterOptions options) {
    return bus.consumer(group)
        .on(
            Numbered.class,
            topic,
            (event, context) -> {
              if (event.number() < 0) {
                throw new IllegalStateException(event.series() + " is negative");
              }
              handled.add(event.number());
            })
        .retry(RetryPolicy.none())
        .deadLetters(options)
        .options(FREQUENT_COMMITS)
        .start();
  }

  private void awaitCommitted(long total) {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                committed(kafka, group).values().stream().mapToLong(Long::longValue).sum()
                    == total);
  }
}
