package io.eventbus.examples.student;

import io.eventbus.EventBus;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

@WithKafka
final class StudentServicePostgresIT extends StudentServiceContract {

  private static EmbeddedPostgres postgres;
  private static EventBus teacherService;
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start(KafkaCluster kafka) throws IOException {
    postgres = EmbeddedPostgres.start();
    teacherService = teacherService(kafka.bootstrapServers());
    service =
        start(
            kafka.bootstrapServers(),
            "--spring.profiles.active=postgres",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres");
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    teacherService.close();
    postgres.close();
  }

  @Override
  EventBus teacherService() {
    return teacherService;
  }

  @Override
  ConfigurableApplicationContext service() {
    return service;
  }
}
