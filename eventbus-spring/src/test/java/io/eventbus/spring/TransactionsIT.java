package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@WithKafka
class TransactionsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private ConfigurableApplicationContext context;

  @BeforeEach
  void start(KafkaCluster kafka) {
    var spring = new SpringApplication(School.class);
    spring.setWebApplicationType(WebApplicationType.NONE);
    context =
        spring.run(
            "--spring.application.name=school",
            "--spring.datasource.generate-unique-name=true",
            "--spring.main.banner-mode=off",
            "--eventbus.bootstrap-servers=" + kafka.bootstrapServers(),
            "--eventbus.topic-prefix=t" + System.nanoTime(),
            "--eventbus.outbox.enabled=true",
            "--eventbus.outbox.outside-transaction=refuse",
            "--eventbus.consumer.retry.initial-wait=10ms");
    context
        .getBean(JdbcTemplate.class)
        .execute("create table identity (teacher varchar(50), attempt int)");
  }

  @AfterEach
  void stop() {
    context.close();
  }

  private List<String> rows() {
    return context
        .getBean(JdbcTemplate.class)
        .query(
            "select teacher, attempt from identity",
            (row, number) -> row.getString(1) + row.getInt(2));
  }

  @Test
  void rollsTheRowsOfAFailedHandlerBackAndTriesAgain() {
    context.getBean(Teachers.class).create("ada");

    await().atMost(SOON).untilAsserted(() -> assertThat(rows()).containsExactly("ada3"));
    assertThat(context.getBean(Identities.class).attempts).hasValue(3);
  }

  @Test
  void publishesInTheTransactionOfAHandler() {
    context.getBean(Teachers.class).create("grace");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(context.getBean(Welcome.class).welcomed).containsExactly("grace"));
  }

  @Test
  void publishesNothingOfATransactionThatIsRolledBack() {
    try {
      context.getBean(Teachers.class).createAndFail("nobody");
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("no room");
    }
    context.getBean(Teachers.class).create("ada");

    await().atMost(SOON).untilAsserted(() -> assertThat(rows()).containsExactly("ada3"));
    assertThat(context.getBean(Identities.class).seen).containsOnly("ada");
  }

  @EventType("identity.created")
  record IdentityCreated(String name) implements IntegrationEvent {}

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({Teachers.class, Identities.class, Welcome.class})
  static class School {}

  @Component
  static class Teachers {
    private final EventPublisher publisher;

    Teachers(EventPublisher publisher) {
      this.publisher = publisher;
    }

    @Transactional
    public void create(String name) {
      publisher.publish(new TeacherCreated(name));
    }

    @Transactional
    public void createAndFail(String name) {
      publisher.publish(new TeacherCreated(name));
      throw new IllegalStateException("no room");
    }
  }

  @Component
  static class Identities {
    final AtomicInteger attempts = new AtomicInteger();
    final List<String> seen = new CopyOnWriteArrayList<>();
    private final JdbcTemplate jdbc;
    private final EventPublisher publisher;

    Identities(JdbcTemplate jdbc, EventPublisher publisher) {
      this.jdbc = jdbc;
      this.publisher = publisher;
    }

    @OnEvent(idempotent = true)
    public void on(TeacherCreated event) {
      seen.add(event.teacherId());
      int attempt = attempts.incrementAndGet();
      jdbc.update("insert into identity values (?, ?)", event.teacherId(), attempt);
      publisher.publish(new IdentityCreated(event.teacherId()));
      if (attempt < 3) {
        throw new IllegalStateException("not yet");
      }
    }
  }

  @Component
  static class Welcome {
    final List<String> welcomed = new CopyOnWriteArrayList<>();

    @OnEvent
    void on(IdentityCreated event) {
      welcomed.add(event.name());
    }
  }
}
