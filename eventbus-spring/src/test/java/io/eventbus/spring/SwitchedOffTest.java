package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOutcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application that uses all of the bus, which is switched off. */
class SwitchedOffTest {

  private static ConfigurableApplicationContext run() {
    return new SpringApplication(Everything.class)
        .run(
            "--eventbus.enabled=false",
            "--eventbus.outbox.enabled=true",
            "--eventbus.application-events=true",
            "--eventbus.endpoint.writes=true",
            "--management.endpoints.web.exposure.include=*",
            "--spring.datasource.generate-unique-name=true",
            "--spring.jpa.open-in-view=false",
            "--spring.main.banner-mode=off",
            "--server.port=0");
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  @Test
  void startsNoThread() {
    var before = threads();
    try (var context = run()) {
      publishInEveryWay(context);

      var started =
          threads().stream()
              .filter(thread -> !before.contains(thread))
              .map(Thread::getName)
              .collect(Collectors.toSet());
      assertThat(started).isNotEmpty().noneMatch(name -> name.matches("(?i).*(eventbus|kafka).*"));
    }
  }

  @Test
  void failsNoBeanAndIsUp() {
    try (var context = run()) {
      publishInEveryWay(context);

      assertThat(context.getBean(Everything.class).seen).isEmpty();
      var health = context.getBean("eventbusHealthIndicator", HealthIndicator.class).health();
      assertThat(health).isNotNull();
      assertThat(health.getStatus()).isEqualTo(Status.UP);
    }
  }

  private static void publishInEveryWay(ConfigurableApplicationContext context) {
    var publisher = context.getBean(EventPublisher.class);
    var transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    var event = new TeacherCreated("ada");
    assertThat(publisher.publish(event).toCompletableFuture().join().outcome())
        .isEqualTo(PublishOutcome.SKIPPED);
    transaction.executeWithoutResult(status -> publisher.publish(event));
    transaction.executeWithoutResult(status -> context.publishEvent(event));
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Everything {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @OnEvent
    void on(TeacherCreated event) {
      seen.add(event.teacherId());
    }

    @OnEvent(group = "accounts", idempotent = true)
    void once(TeacherCreated event) {
      seen.add(event.teacherId());
    }

    @OnEvent(group = "search")
    void all(List<TeacherCreated> events) {
      events.forEach(this::on);
    }
  }
}
