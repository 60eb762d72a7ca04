package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Publishes in the very moment in which topics come to be, when the leaders of their partitions are
 * not ready: batches are refused, and must neither overtake each other nor stick.
 */
@WithKafka(properties = "auto.create.topics.enable=false")
@Timeout(120)
class NewTopicIT {

  private static final int TOPICS = 10;
  private static final int SERIES = 12;
  private static final int EVENTS = 1_200;

  private final KafkaCluster kafka;

  NewTopicIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void whatIsPublishedWhileATopicIsCreatedArrivesInOrder() throws Exception {
    try (var bus = bus(kafka).build()) {
      for (int i = 0; i < TOPICS; i++) {
        var topic = unique("new");
        var creation = CompletableFuture.runAsync(() -> kafka.createTopic(topic, SERIES));

        var published = publish(bus, topic);
        creation.get(30, SECONDS);

        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).get(30, SECONDS);
        assertInOrder(topic);
      }
    }
  }

  private static List<CompletableFuture<PublishedEvent>> publish(EventBus bus, String topic) {
    var options = PublishOptions.defaults().withTopic(topic);
    var published = new ArrayList<CompletableFuture<PublishedEvent>>();
    for (int i = 0; i < EVENTS; i++) {
      var event = new Numbered(i, "series-" + i % SERIES);
      published.add(bus.publish(event, options).toCompletableFuture());
    }
    return published;
  }

  private void assertInOrder(String topic) {
    var last = new HashMap<String, Integer>();
    var records = read(kafka, topic, EVENTS);
    assertThat(records).hasSize(EVENTS);
    for (var record : records) {
      var body = new String(record.value(), UTF_8);
      int number = Integer.parseInt(body.replaceAll("\\D*(\\d+).*", "$1"));
      var previous = last.put(new String(record.key(), UTF_8), number);
      assertThat(number).isGreaterThan(previous == null ? -1 : previous);
    }
  }
}
