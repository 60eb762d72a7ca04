package io.eventbus.examples.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class TeacherRepositoryPostgresIT extends TeacherRepositoryContract {

  @AutoClose private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @Override
  DataSource database() {
    return postgres.getPostgresDatabase();
  }

  @Test
  void theServiceStoresATeacherTogetherWithItsEventOrNeither() {
    JdbcClient.create(database()).sql("create database teacher").update();
    try (var service =
        RunningService.start(
            "localhost:1",
            "--spring.profiles.active=postgres",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "teacher"),
            "--spring.datasource.username=postgres")) {
      var ada =
          Map.of(
              "tenantId", UUID.randomUUID().toString(),
              "phoneNumber", "+491700000001",
              "fullName", "Ada Lovelace",
              "email", "ada@example.org");

      assertThat(service.post(ada).getStatusCode().value()).isEqualTo(201);
      assertThat(service.post(ada).getStatusCode().value()).isEqualTo(409);

      assertThat(service.count("teachers")).isEqualTo(1);
      assertThat(service.count("eventbus_outbox")).isEqualTo(1);
    }
  }
}
