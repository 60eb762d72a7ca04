package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.event.EventBusException;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.eventbus.topic.TopicReport;
import io.eventbus.topic.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics that are filled from events, found by patterns, and set up. */
@WithKafka
@Timeout(120)
class TopicsIT {

  @EventType(value = "content.changed", topic = "it-content.{contentType}.{action}")
  record ContentChanged(String contentType, String action) implements IntegrationEvent {
    @Override
    public String key() {
      return contentType;
    }
  }

  @EventType("it.created")
  record Created(String id) implements IntegrationEvent {}

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final KafkaCluster kafka;
  private final EventBus bus;

  TopicsIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).clientProperty("metadata.max.age.ms", "1000").build();
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void oneTypeGoesToTopicsByItsFieldsAndComesFromAllOfThemAlsoFromThoseMadeLater() {
    kafka.createTopic("it-content.quiz.created", 1);
    bus.consumer(unique("group"))
        .on(ContentChanged.class, (event, context) -> handled.add(context.topic()))
        .start();

    publish(new ContentChanged("quiz", "created"));
    await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 1);
    kafka.createTopic("it-content.resource.deleted", 2);
    publish(new ContentChanged("resource", "deleted"));

    await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 2);
    assertThat(handled).containsExactly("it-content.quiz.created", "it-content.resource.deleted");
  }

  @Test
  void severalTypesComeFromThePatternsThatTheyAreBoundTo() {
    var prefix = unique("mixed");
    kafka.createTopic(prefix + ".a", 1);
    kafka.createTopic(prefix + ".b", 1);
    var all = Pattern.compile(Pattern.quote(prefix) + "\\..*");
    var named = SubscriptionOptions.defaults().withTopic(prefix + ".b");
    var consumer =
        bus.consumer(unique("group"))
            .on(
                Created.class,
                SubscriptionOptions.defaults().withTopicPattern(all),
                (event, context) -> handled.add("created " + event.id()))
            .on(
                ContentChanged.class,
                named,
                (event, context) -> handled.add("changed " + event.action()))
            .start();
    consumer.pause(Created.class);
    publish(new Created("1"), prefix + ".a");
    publish(new ContentChanged("quiz", "2"), prefix + ".b");
    await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 1);
    assertThat(handled).containsExactly("changed 2");

    consumer.resume(Created.class);
    publish(new Created("3"), prefix + ".b");
    await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() == 3);

    assertThat(handled).containsExactlyInAnyOrder("changed 2", "created 1", "created 3");
  }

  @Test
  void makesTopicsThatAreMissingAndReportsWhatIsDifferent() throws Exception {
    var missing = unique("missing");
    var there = unique("there");
    kafka.createTopic(there, 2);
    var wanted =
        List.of(
            TopicSpec.of(missing)
                .withPartitions(3)
                .withReplication(1)
                .withRetention(Duration.ofHours(2)),
            TopicSpec.of(there).withPartitions(4).withRetention(Duration.ofHours(2)));

    var report = bus.ensureTopics(wanted);

    assertThat(report.created()).containsExactly(missing);
    assertThat(report.differences())
        .extracting(TopicReport.Difference::setting)
        .containsExactly("partitions", "retention.ms");
    assertThat(report.differences().get(0))
        .isEqualTo(new TopicReport.Difference(there, "partitions", 4, 2));
    assertThat(Topics.partitions(kafka, missing)).isEqualTo(3);
    assertThat(Topics.partitions(kafka, there)).as("left alone").isEqualTo(2);
    await() // a broker may not know at once what it has just made
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(bus.ensureTopics(wanted.subList(0, 1)))
                    .isEqualTo(new TopicReport(List.of(), List.of())));
  }

  @Test
  void saysWhyATopicCannotBeMade() {
    var impossible = TopicSpec.of(unique("impossible")).withReplication(3);

    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(() -> bus.ensureTopics(List.of(impossible)))
        .withStackTraceContaining("replication factor");
  }

  private void publish(IntegrationEvent event) {
    bus.publish(event).toCompletableFuture().join();
  }

  private void publish(IntegrationEvent event, String topic) {
    bus.publish(event, PublishOptions.defaults().withTopic(topic)).toCompletableFuture().join();
  }
}
