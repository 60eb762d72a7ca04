package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.test.KafkaCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxMariaDbIT extends OutboxContract {

  OutboxMariaDbIT(KafkaCluster kafka) {
    super(Databases.MARIADB, kafka);
  }

  /** Such a user is not told which transactions are open; so gaps are kept, and nothing is lost. */
  @Test
  void worksWithoutThePrivilegeToSeeOpenTransactions() throws Exception {
    var config = new HikariConfig();
    database.copyStateTo(config);
    config.setJdbcUrl(database.getJdbcUrl().replace("user=root", "user=plain"));
    var schema = database.getJdbcUrl().replaceAll(".*/(it_\\w+).*", "$1");
    for (var host : List.of("localhost", "127.0.0.1")) {
      execute("create or replace user plain@'" + host + "'");
      execute("grant all on " + schema + ".* to plain@'" + host + "'");
    }
    try (var other = new HikariDataSource(config);
        var slow = database.getConnection()) {
      var plain = JdbcOutboxStore.of(other);
      try (var session = plain.open()) {
        assertThat(session.writers()).hasSizeGreaterThan(10).allMatch(w -> w.startsWith("within"));
      }
      try (var relay = bus.relay(plain, QUICK).start()) {
        slow.setAutoCommit(false);
        publish(slow, "slow", 0);
        inTransaction(connection -> publish(connection, "quick", 0));
        await().until(() -> relay.status().sent() == 1);
        await()
            .during(Duration.ofSeconds(1))
            .atMost(Duration.ofSeconds(3))
            .until(() -> relay.status().sent() == 1);
        slow.commit();
        await().until(() -> relay.status().sent() == 2);
      }
    }
  }
}
