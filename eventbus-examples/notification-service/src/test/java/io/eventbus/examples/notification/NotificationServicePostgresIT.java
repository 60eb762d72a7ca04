package io.eventbus.examples.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.examples.notification.user.UserEvent;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

  /** As another service might write it. */
  @EventType(value = "user.registered", topic = UserEvent.TOPIC)
  record Nameless(String userId, String email) implements IntegrationEvent {

    @Override
    public String key() {
      return userId;
    }
  }

  @Test
  void aRegistrationWithoutANameIsADeadLetterAndWelcomesNobody() throws Exception {
    var event = new Nameless(UUID.randomUUID().toString(), anAddress());

    otherService.publish(event, PublishOptions.defaults().withTopic("postgres." + UserEvent.TOPIC));

    var group = "/actuator/eventbus/postgres.notification-service";
    await().until(() -> service.get(group).getBody().path("open").asInt() == 1);
    var letter = service.get(group).getBody().path("letters").path(0);
    assertThat(letter.path("key").asString()).isEqualTo(event.userId());
    // No handler was called.
    assertThat(letter.path("attempts").asInt()).isZero();
    assertThat(subjectsUpToNow(event.email())).isEmpty();
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
