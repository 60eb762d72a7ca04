package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
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
  void goOutAlsoOfThoseWhoAreToldOfTheEnd() {
    bridged
        .withBean("recording", EventPublisher.class, () -> recording)
        .run(
            context -> {
              var transaction =
                  new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
              transaction.executeWithoutResult(status -> onEnd(context));
              assertThat(published)
                  .containsExactly(
                      new TeacherCreated("after commit"), new TeacherCreated("after completion"));
            });
  }

  @Test
  void goOutAfterTheCommitAlsoIfAnotherWhoIsToldOfItFails() {
    bridged
        .withBean("recording", EventPublisher.class, () -> recording)
        .run(
            context -> {
              var transaction =
                  new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
              assertThatIllegalStateException()
                  .isThrownBy(
                      () ->
                          transaction.executeWithoutResult(
                              status -> {
                                TransactionSynchronizationManager.registerSynchronization(
                                    new Failing());
                                context.publishEvent(new TeacherCreated("ada"));
                              }));
              assertThat(published).containsExactly(new TeacherCreated("ada"));
            });
  }

  @Test
  void goOutOnceWhereTheContextHasAParent() {
    bridged
        .withBean("recording", EventPublisher.class, () -> recording)
        .run(
            parent ->
                bridged
                    .withParent(parent)
                    .run(
                        context -> {
                          context.publishEvent(new TeacherCreated("ada"));
                          assertThat(published).containsExactly(new TeacherCreated("ada"));
                        }));
  }

  private static void onEnd(ApplicationEventPublisher events) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            events.publishEvent(new TeacherCreated("after commit"));
          }

          @Override
          public void afterCompletion(int status) {
            events.publishEvent(new TeacherCreated("after completion"));
          }
        });
  }

  private static final class Failing implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      throw new IllegalStateException("told of the commit");
    }
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
