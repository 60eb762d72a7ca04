package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.inbox.Inbox;
import io.eventbus.it.Fixture.Named;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.memory.InMemoryKafka;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outbox, relay and inbox of the user's database, with topics in memory between them. */
@Timeout(60)
final class OutboxInMemoryTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();

  @Test
  void whatIsCommittedArrivesAndARepeatedEventHasItsEffectOnce() throws Exception {
    try (var database = Databases.H2.withTables();
        var kafka = InMemoryKafka.create();
        var bus = kafka.bus().source("it").build()) {
      var inbox = Inbox.of("inbox", JdbcInboxStore.of(database), JdbcTransactions.of(database));
      bus.consumer("inbox")
          .on(Named.class, inbox.once((event, context, transaction) -> handled.add(event.name())))
          .start();
      bus.relay(JdbcOutboxStore.of(database), RelayOptions.defaults()).start();
      publish(bus, database, "rolled back", false);
      publish(bus, database, "ada", true);
      publish(bus, database, "ada", true);

      await().until(() -> kafka.records("named").size() == 2);
      kafka.awaitIdle(LONG);
      assertThat(handled).containsExactly("ada");
      assertThat(inbox.repeated()).isEqualTo(1);
    }
  }

  @Test
  void theRelayWaitsWhileKafkaIsStopped() throws Exception {
    try (var database = Databases.H2.withTables();
        var kafka = InMemoryKafka.create();
        var bus = kafka.bus().source("it").build()) {
      kafka.stop();
      var relay = bus.relay(JdbcOutboxStore.of(database), RelayOptions.defaults());
      relay.start();
      publish(bus, database, "ada", true);
      assertThat(kafka.topics()).isEmpty();

      kafka.start();
      await().until(() -> kafka.topics().size() == 1);
    }
  }

  private static void publish(EventBus bus, DataSource database, String name, boolean commit)
      throws Exception {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      bus.outbox(JdbcOutboxStore.of(database))
          .publish(connection, new Named(name), PublishOptions.defaults().withId("id-" + name));
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
    }
  }
}
