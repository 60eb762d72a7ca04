package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcSchema;
import io.eventbus.test.KafkaCluster;
import org.junit.jupiter.api.Test;

final class OutboxH2IT extends OutboxContract {

  OutboxH2IT(KafkaCluster kafka) {
    super(Databases.H2, kafka);
  }

  /** As users of H2 in the mode of PostgreSQL set it. */
  @Test
  void seesWhoWritesWhereNamesAreInLowerCase() throws Exception {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:lower;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    try (var lower = new HikariDataSource(config);
        var writer = lower.getConnection()) {
      JdbcSchema.create(lower);
      var lowerStore = JdbcOutboxStore.of(lower);
      writer.setAutoCommit(false);
      bus.outbox(lowerStore).publish(writer, new Changed("a", 0), toTopic);
      try (var session = lowerStore.open()) {
        assertThat(session.writers()).hasSize(1);
        writer.commit();
        assertThat(session.writers()).isEmpty();
      }
    }
  }
}
