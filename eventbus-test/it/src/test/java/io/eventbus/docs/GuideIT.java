package io.eventbus.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.docs.Guide.UserDeleted;
import io.eventbus.docs.Guide.UserRegistered;
import io.eventbus.docs.PublishingGuide.ContentChanged;
import io.eventbus.docs.QuickStart.TeacherCreated;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.inbox.Inbox;
import io.eventbus.jdbc.JdbcInboxStore;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The documented programs run. */
@WithKafka
@Timeout(60)
class GuideIT {

  @Test
  void theProgramOfTheReadmeDeliversItsEvent(KafkaCluster kafka) {
    Queue<TeacherCreated> users = new ConcurrentLinkedQueue<>();

    QuickStart.run(kafka.bootstrapServers(), users::add, () -> !users.isEmpty());

    assertThat(users).extracting(TeacherCreated::fullName).containsExactly("Ada Lovelace");
  }

  @Test
  void theGuidesProgramsDoWhatTheySay(KafkaCluster kafka) throws Exception {
    var guide = new Guide();
    try (var bus = Guide.bounded(kafka.bootstrapServers())) {
      guide.publish(bus, new TeacherCreated(UUID.randomUUID(), "Grace Hopper"));
      guide.consume(bus);

      bus.publish(new UserRegistered("u1")).toCompletableFuture().get(30, SECONDS);
      bus.publish(new UserDeleted("u1")).toCompletableFuture().get(30, SECONDS);

      await().until(() -> guide.seen.size() == 2);
      assertThat(guide.seen)
          .containsExactlyInAnyOrder("welcome u1 on attempt 1", "forget u1 of user.events");
    }
  }

  @Test
  void theProgramsAboutPublishingDoWhatTheySay(KafkaCluster kafka) throws Exception {
    var guide = new PublishingGuide();
    try (var bus = guide.modes(kafka.bootstrapServers());
        var bare = guide.formats(kafka.bootstrapServers());
        var reading = guide.versions(kafka.bootstrapServers())) {
      guide.topics(bus);
      guide.batch(bus, List.of(new UserRegistered("u1"), new UserRegistered("u2")));
      bus.publish(new ContentChanged("quiz", "created", "Sets")).toCompletableFuture().get();
      guide.readContent(reading);
      bare.publish(new FirstQuiz("Sets")).toCompletableFuture().get(30, SECONDS);
      bus.publish(new FirstQuiz("Rings")).toCompletableFuture().get(30, SECONDS);

      await()
          .atMost(30, SECONDS)
          .until(() -> guide.seen.containsAll(List.of("content.quiz.created", "general: Rings")));
    }
  }

  @Test
  void theProgramsAboutHealthDoWhatTheySay(KafkaCluster kafka) {
    try (var bus = HealthGuide.strict(kafka.bootstrapServers())) {
      assertThat(new HealthGuide().page(bus)).isEqualTo(200);
      assertThat(bus.health().problems()).isEmpty();
    }
  }

  /** Version 1 of an event, as another service still publishes it. */
  @EventType(value = "quiz.created", topic = "quizcreated")
  record FirstQuiz(String name) implements IntegrationEvent {}

  @Test
  void theProgramsAboutConsumingDoWhatTheySay(KafkaCluster kafka) throws Exception {
    var guide = new ConsumingGuide();
    try (var bus =
        EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("guide").build()) {
      bus.publish(new UserRegistered("u1")).toCompletableFuture().get(30, SECONDS);
      var mails = guide.order(bus);
      guide.handlers(bus);
      guide.failures(bus);
      await().until(() -> mails.status().partitions().size() > 0);

      bus.publish(new UserRegistered("u2")).toCompletableFuture().get(30, SECONDS);
      bus.publish(new UserDeleted("u2")).toCompletableFuture().get(30, SECONDS);
      bus.publish(
              new TeacherCreated(UUID.randomUUID(), "Ada"),
              PublishOptions.defaults().withTopic("school.teachers"))
          .toCompletableFuture()
          .get(30, SECONDS);

      var expected = List.of("mail u2", "index u2", "close u2", "look up Ada");
      await().atMost(30, SECONDS).until(() -> guide.seen.containsAll(expected));
      guide.control(mails);
      await().until(() -> guide.seen.stream().filter("mail u2"::equals).count() >= 2);
    }
  }

  @Test
  void theProgramsAboutDeadLettersDoWhatTheySay(KafkaCluster kafka) throws Exception {
    var guide = new DeadLettersGuide();
    var file = new StringWriter();
    try (var bus =
        EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("guide").build()) {
      bus.consumer("mail-service")
          .on(
              UserRegistered.class,
              (event, context) -> {
                throw new SmtpException();
              })
          .retry(RetryPolicy.none())
          .start();
      bus.publish(new UserRegistered("u1")).toCompletableFuture().get(30, SECONDS);

      var died = SmtpException.class.getName();
      await().atMost(30, SECONDS).until(() -> guide.look(bus, file).containsKey(died));
      assertThat(guide.sendBack(bus)).isPositive();
      await().atMost(30, SECONDS).until(() -> guide.look(bus, file).containsKey(died));
      assertThat(guide.setAside(bus)).isPositive();
      assertThat(guide.ofSpring(bus).topics()).isNotEmpty();
    }
    assertThat(file.toString()).contains("\\\"userId\\\"");
  }

  private static final class SmtpException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  @Test
  void theProgramsAboutOutboxAndInboxDoWhatTheySay(KafkaCluster kafka) throws Exception {
    var database = new JdbcDataSource();
    database.setUrl("jdbc:h2:mem:guide;DB_CLOSE_DELAY=-1");
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var bus =
            EventBus.builder().bootstrapServers(kafka.bootstrapServers()).source("docs").build()) {
      statement.execute("create table users (id varchar primary key, welcomed boolean)");
      var guide = new OutboxGuide();
      guide.publish(bus, database);
      guide.consume(bus, database);
      guide.operate(bus.relay(JdbcOutboxStore.of(database), RelayOptions.defaults()));
      guide.consumeBatches(
          bus, Inbox.of("all", JdbcInboxStore.of(database), JdbcTransactions.of(database)));

      await()
          .atMost(30, SECONDS)
          .until(
              () -> {
                try (var rows =
                    statement.executeQuery("select count(*) from users where welcomed")) {
                  return rows.next() && rows.getInt(1) == 1;
                }
              });
    }
  }
}
