package io.eventbus.examples.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class EnrolmentRepositoryPostgresIT extends EnrolmentRepositoryContract {

  @AutoClose private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @Override
  CertificateSettings.Database settings() {
    return new CertificateSettings.Database(
        postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", true);
  }

  @Test
  void theServiceKeepsTheCertificateAndItsEventInIt() throws SQLException {
    try (var service =
        RunningService.start(
            Map.of(
                "DATABASE_URL", settings().url(),
                "DATABASE_USER", settings().user(),
                "KAFKA_BROKERS", "localhost:1"))) {
      var issued = service.issue();

      assertThat(issued.status()).isEqualTo(201);
      assertThat(service.waitingEvents()).isEqualTo(1);
      assertThat(service.issue().body()).isEqualTo(issued.body());
    }
  }

  @AfterEach
  void forget() throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("drop table enrolments");
    }
  }
}
