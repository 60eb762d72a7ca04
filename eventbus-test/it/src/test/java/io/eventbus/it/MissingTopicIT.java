package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.it.OutboxSuite.Changed;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.outbox.HeldEvent;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.EmbeddedKafka;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic that nobody has made, where the broker makes none by itself. */
@Timeout(120)
class MissingTopicIT {

  private static final int EVENTS = 20;

  @Test
  void holdsBackItsOwnEventsAndNoOthersUntilItIsThere() throws Exception {
    try (var database = Databases.POSTGRES.withTables();
        var kafka = EmbeddedKafka.builder().property("auto.create.topics.enable", "false").start();
        var bus =
            EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("it").build()) {
      kafka.createTopic("there", 1);
      var store = JdbcOutboxStore.of(database);
      var outbox = bus.outbox(store);
      try (var connection = database.getConnection()) {
        connection.setAutoCommit(false);
        for (int i = 0; i < EVENTS; i++) {
          for (var topic : new String[] {"missing", "there"}) {
            outbox.publish(
                connection, new Changed(topic + i, i), PublishOptions.defaults().withTopic(topic));
          }
        }
        connection.commit();
      }
      var relay = bus.relay(store, RelayOptions.defaults()).start();

      // Patience once for the topic, not once for each of its events.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> relay.status().sent() == EVENTS && relay.held(100).size() == EVENTS);
      assertThat(relay.held(100)).extracting(HeldEvent::topic).containsOnly("missing");
      assertThat(relay.held(1).get(0).reason()).contains("no topic missing");

      kafka.createTopic("missing", 1);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                relay.held(100).forEach(held -> relay.retry(held.id()));
                return relay.status().sent() == 2 * EVENTS;
              });
      assertThat(Topics.size(kafka, "missing")).isEqualTo(EVENTS);
    }
  }
}
