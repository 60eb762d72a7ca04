package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventPublisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class ApplicationEventsTest {

  private final List<IntegrationEvent> published = new CopyOnWriteArrayList<>();

  private final EventPublisher recording =
      (event, options) -> {
        published.add(event);
        return new CompletableFuture<>();
      };

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class,
                  EventBusJdbcAutoConfiguration.class,
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  TransactionAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=teacher-service",
              "spring.datasource.generate-unique-name=true",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s");

  private final ApplicationContextRunner bridged =
      runner.withPropertyValues("eventbus.application-events=true");

  @Test
  void stayInTheApplicationUnlessAskedFor() {
    runner
        .withBean("recording", EventPublisher.class, () -> recording)
        .run(
            context -> {
              context.publishEvent(new TeacherCreated("ada"));
              assertThat(published).isEmpty();
            });
  }

  @Test
  void goOutIfTheyAreIntegrationEvents() {
    bridged
        .withBean("recording", EventPublisher.class, () -> recording)
        .run(
            context -> {
              context.publishEvent("no integration event");
              context.publishEvent(new TeacherCreated("ada"));
              assertThat(published).containsExactly(new TeacherCreated("ada"));
            });
  }

  @Test
  void goOutAfterTheCommitWithoutAnOutbox() {
    bridged
        .withBean("recording", EventPublisher.class, () -> recording)
        .run(
            context -> {
              var transaction =
                  new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
              transaction.executeWithoutResult(
                  status -> {
                    context.publishEvent(new TeacherCreated("nobody"));
                    status.setRollbackOnly();
                  });
              transaction.executeWithoutResult(
                  status -> {
                    context.publishEvent(new TeacherCreated("ada"));
                    assertThat(published).isEmpty();
                  });
              assertThat(published).containsExactly(new TeacherCreated("ada"));
            });
  }

  @Test
  void areStoredInTheTransactionWithAnOutbox() {
    bridged
        .withPropertyValues("eventbus.outbox.enabled=true")
        .run(
            context -> {
              new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                  .executeWithoutResult(status -> context.publishEvent(new TeacherCreated("ada")));
              assertThat(
                      context
                          .getBean(JdbcTemplate.class)
                          .queryForObject("select count(*) from eventbus_outbox", Integer.class))
                  .isEqualTo(1);
            });
  }

  @Test
  void goOutWithoutTransactionsOnTheClassPath() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
        .withClassLoader(new FilteredClassLoader(TransactionSynchronizationManager.class))
        .withPropertyValues("eventbus.enabled=false", "eventbus.application-events=true")
        .withBean("recording", EventPublisher.class, () -> recording)
        .run(
            context -> {
              context.publishEvent(new TeacherCreated("ada"));
              assertThat(published).containsExactly(new TeacherCreated("ada"));
            });
  }
}
