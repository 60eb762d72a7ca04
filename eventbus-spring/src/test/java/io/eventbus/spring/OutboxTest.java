package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.EventBus;
import io.eventbus.inbox.InboxStore;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxTest {

  private final ApplicationContextRunner plain =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class, EventBusJdbcAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=teacher-service",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s");

  private final ApplicationContextRunner withDatabase =
      plain
          .withConfiguration(
              AutoConfigurations.of(
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  TransactionAutoConfiguration.class))
          .withPropertyValues("spring.datasource.generate-unique-name=true");

  private final ApplicationContextRunner withOutbox =
      withDatabase.withPropertyValues("eventbus.outbox.enabled=true");

  private static int stored(ApplicationContext context) {
    var count =
        context
            .getBean(JdbcTemplate.class)
            .queryForObject("select count(*) from eventbus_outbox", Integer.class);
    return count == null ? -1 : count;
  }

  private static TransactionTemplate transaction(ApplicationContext context) {
    return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
  }

  @Test
  void storesWhatIsPublishedInATransaction() {
    withOutbox.run(
        context -> {
          var publisher = context.getBean(EventPublisher.class);
          var published =
              transaction(context)
                  .execute(status -> publisher.publish(new TeacherCreated("ada")))
                  .toCompletableFuture()
                  .join();

          assertThat(published.outcome()).isEqualTo(PublishOutcome.STORED);
          assertThat(published.topic()).isEqualTo("teachercreated");
          assertThat(stored(context)).isEqualTo(1);
        });
  }

  @Test
  void storesNothingOfATransactionThatIsRolledBack() {
    withOutbox.run(
        context -> {
          transaction(context)
              .executeWithoutResult(
                  status -> {
                    context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));
                    status.setRollbackOnly();
                  });

          assertThat(stored(context)).isZero();
        });
  }

  @Test
  void publishesDirectlyOutsideATransaction() {
    withOutbox.run(
        context -> {
          var stage = context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));

          assertThat(stage.toCompletableFuture()).isNotDone();
          assertThat(stored(context)).isZero();
        });
  }

  @Test
  void refusesOutsideATransactionWhereAsked() {
    withOutbox
        .withPropertyValues("eventbus.outbox.outside-transaction=refuse")
        .run(
            context ->
                assertThatThrownBy(
                        () ->
                            context
                                .getBean(EventPublisher.class)
                                .publish(new TeacherCreated("ada")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("@Transactional"));
  }

  @Test
  void runsARelayThatStopsWithTheContext() {
    withOutbox.run(
        context -> {
          var lifecycle = context.getBean(OutboxRelayLifecycle.class);
          assertThat(lifecycle.isRunning()).isTrue();
          context.close();
          assertThat(lifecycle.isRunning()).isFalse();
        });
  }

  @Test
  void leavesTheRelayToOtherInstancesWhereAsked() {
    withOutbox
        .withPropertyValues("eventbus.outbox.relay.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(OutboxRelayLifecycle.class));
  }

  @Test
  void hasTablesOfItsOwnByName() {
    withOutbox
        .withPropertyValues("eventbus.outbox.name=teachers")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(JdbcTemplate.class)
                            .queryForObject(
                                "select count(*) from eventbus_outbox_teachers", Integer.class))
                    .isZero());
  }

  @Test
  void makesNoTablesWhereNotAsked() {
    withOutbox
        .withPropertyValues("eventbus.jdbc.initialize-schema=never")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(JdbcTemplate.class)
                            .queryForObject(
                                "select count(*) from information_schema.tables where"
                                    + " lower(table_name) like 'eventbus%'",
                                Integer.class))
                    .isZero());
  }

  @Test
  void showsWhatItKnowsOfAnOutboxThatCannotBeRead() {
    withOutbox
        .withPropertyValues("eventbus.jdbc.initialize-schema=never")
        .run(
            context -> {
              var relay = context.getBean(OutboxRelayLifecycle.class);
              var bus = context.getBean(EventBus.class);
              var outbox = new EventBusEndpoint(bus, List::of, relay::relay).overview().outbox();
              assertThat(outbox).isNotNull();
              assertThat(outbox.backlog()).isNull();
            });
  }

  @Test
  void hasNoOutboxUnlessAskedFor() {
    withDatabase.run(
        context -> {
          assertThat(context).doesNotHaveBean(Outbox.class).doesNotHaveBean(OutboxStore.class);
          assertThat(context.getBean(EventPublisher.class)).isInstanceOf(EventBus.class);
        });
  }

  @Test
  void doesNotStartWithAnOutboxButNoDatabase() {
    plain
        .withPropertyValues("eventbus.outbox.enabled=true")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("there is no database for the outbox"));
  }

  @Test
  void startsWithoutADatabaseWhileItIsSwitchedOff() {
    plain
        .withPropertyValues("eventbus.outbox.enabled=true", "eventbus.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(Outbox.class)
                    .doesNotHaveBean(InboxStore.class));
  }

  @Test
  void worksWithoutSpringJdbc() {
    plain
        .withClassLoader(new FilteredClassLoader(DataSourceUtils.class))
        .run(
            context ->
                assertThat(context).hasSingleBean(EventBus.class).doesNotHaveBean(Outbox.class));
  }

  @Test
  void letsAPublisherOfTheApplicationComeFirst() {
    EventPublisher own = (event, options) -> new CompletableFuture<>();
    withOutbox
        .withBean("own", EventPublisher.class, () -> own)
        .run(context -> assertThat(context.getBean(EventPublisher.class)).isSameAs(own));
  }

  @Test
  void storesNothingWhileItIsSwitchedOff() {
    withOutbox
        .withPropertyValues("eventbus.enabled=false")
        .run(
            context -> {
              transaction(context)
                  .executeWithoutResult(
                      status ->
                          context.getBean(EventPublisher.class).publish(new TeacherCreated("ada")));

              assertThat(stored(context)).isZero();
            });
  }
}
