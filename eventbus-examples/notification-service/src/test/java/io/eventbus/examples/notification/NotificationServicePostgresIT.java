package io.eventbus.examples.notification;

import io.eventbus.EventBus;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

@WithKafka
final class NotificationServicePostgresIT extends WelcomeMailContract {

  @AutoClose private static EmbeddedPostgres postgres;
  @AutoClose private static MailServer mails;
  @AutoClose private static EventBus otherService;
  @AutoClose private static RunningService service;

  @BeforeAll
  static void start(KafkaCluster kafka) throws IOException {
    postgres = EmbeddedPostgres.start();
    mails = new MailServer();
    otherService = otherService(kafka.bootstrapServers());
    service =
        RunningService.start(
            kafka.bootstrapServers(),
            mails.arguments()[0],
            mails.arguments()[1],
            "--eventbus.namespace=postgres",
            "--spring.profiles.active=postgres",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres");
  }

  @Override
  RunningService service() {
    return service;
  }

  @Override
  MailServer mails() {
    return mails;
  }

  @Override
  EventBus otherService() {
    return otherService;
  }

  @Override
  String namespace() {
    return "postgres.";
  }
}
