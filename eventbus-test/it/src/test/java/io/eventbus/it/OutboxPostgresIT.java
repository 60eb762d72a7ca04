package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OutboxPostgresIT extends OutboxContract {

  OutboxPostgresIT(KafkaCluster kafka) {
    super(Databases.POSTGRES, kafka);
  }

  /** A prepared transaction has no session, but its ids are not free. */
  @Test
  void waitsForAPreparedTransaction() throws Exception {
    var xa = bus.outbox(store.withoutNotifications());
    try (var relay = bus.relay(store, QUICK).start();
        var connection = database.getConnection()) {
      await().until(() -> asleep());
      connection.setAutoCommit(false);
      xa.publish(connection, new Changed("prepared", 0), toTopic);
      try (var statement = connection.createStatement()) {
        statement.execute("prepare transaction 'both'");
      }
      connection.commit();
      inTransaction(other -> publish(other, "quick", 0));
      await().until(() -> relay.status().sent() == 1);
      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(3))
          .until(() -> relay.status().sent() == 1);
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement()) {
        statement.execute("commit prepared 'both'");
      }
      await().until(() -> relay.status().sent() == 2);
    }
    assertThat(numbers("prepared", 2)).containsExactly(0);
  }

  private boolean asleep() throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select asleep from eventbus_outbox_lease")) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
