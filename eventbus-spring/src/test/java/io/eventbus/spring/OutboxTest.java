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
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
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

  /** Spring leaves the connection there for whoever is told of the commit, and commits no more. */
  @Test
  void publishesDirectlyWhatIsPublishedOnceTheTransactionIsCommitted() {
    withOutbox
        .withBean(Listeners.class)
        .run(
            context -> {
              var listeners = context.getBean(Listeners.class);
              transaction(context)
                  .executeWithoutResult(status -> context.publishEvent(new Registered("ada")));

              assertThat(listeners.before).isCompletedWithValue(PublishOutcome.STORED);
              assertThat(listeners.inNew).isCompletedWithValue(PublishOutcome.STORED);
              assertThat(listeners.after).isNotDone();
              assertThat(stored(context)).isEqualTo(2);
            });
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void warnsOnceOfATransactionThatIsNoneOfTheOutbox(CapturedOutput output) {
    withOutbox.run(
        context -> {
          var elsewhere =
              new EmbeddedDatabaseBuilder()
                  .generateUniqueName(true)
                  .setType(EmbeddedDatabaseType.H2)
                  .build();
          var other = new TransactionTemplate(new JdbcTransactionManager(elsewhere));
          var publisher = context.getBean(EventPublisher.class);
          for (var name : List.of("ada", "bob")) {
            other.executeWithoutResult(status -> publisher.publish(new TeacherCreated(name)));
          }
          elsewhere.shutdown();

          assertThat(stored(context)).isZero();
          assertThat(output).containsOnlyOnce("in the middle of a transaction");
        });
  }

  @Test
  void storesWhatIsPublishedAfterASavepoint() {
    withOutbox.run(
        context -> {
          var publisher = context.getBean(EventPublisher.class);
          var nested = transaction(context);
          nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
          transaction(context)
              .executeWithoutResult(
                  status -> {
                    nested.executeWithoutResult(
                        inner -> publisher.publish(new TeacherCreated("ada")));
                    nested.executeWithoutResult(
                        inner -> {
                          publisher.publish(new TeacherCreated("bob"));
                          inner.setRollbackOnly();
                        });
                    publisher.publish(new TeacherCreated("cyd"));
                  });

          assertThat(stored(context)).isEqualTo(2);
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
  void makesItsTablesAfterThoseOfTheApplication() {
    withOutbox
        .withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
        .withPropertyValues("spring.sql.init.schema-locations=classpath:first.sql")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(JdbcTemplate.class)
                            .queryForObject("select count(*) from tables_before", Integer.class))
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
              var desk = new OutboxDesk(context.getBean(OutboxStore.class), relay::relay);
              var outbox = new EventBusEndpoint(bus, List::of, desk).overview().outbox();
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

  /** As above, while Spring still tells of the commit and not yet of the end. */
  @Test
  void publishesDirectlyWhatIsPublishedInTheMiddleOfACommit() {
    withOutbox.run(
        context -> {
          var publisher = context.getBean(EventPublisher.class);
          var inNew = transaction(context);
          inNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
          transaction(context)
              .executeWithoutResult(
                  status ->
                      TransactionSynchronizationManager.registerSynchronization(
                          new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                              publisher.publish(new TeacherCreated("direct"));
                              inNew.executeWithoutResult(
                                  inner -> publisher.publish(new TeacherCreated("stored")));
                              publisher.publish(new TeacherCreated("direct, too"));
                            }
                          }));

          assertThat(stored(context)).isEqualTo(1);
          assertThat(publisher.publish(new TeacherCreated("outside")).toCompletableFuture())
              .isNotDone();
          transaction(context)
              .executeWithoutResult(status -> publisher.publish(new TeacherCreated("next")));
          assertThat(stored(context)).isEqualTo(2);
        });
  }

  record Registered(String name) {}

  static class Listeners {
    final CompletableFuture<PublishOutcome> before = new CompletableFuture<>();
    final CompletableFuture<PublishOutcome> after = new CompletableFuture<>();
    final CompletableFuture<PublishOutcome> inNew = new CompletableFuture<>();

    private final EventPublisher publisher;
    private final TransactionTemplate own;

    Listeners(EventPublisher publisher, PlatformTransactionManager manager) {
      this.publisher = publisher;
      this.own = new TransactionTemplate(manager);
      own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private void publish(Registered event, CompletableFuture<PublishOutcome> told) {
      publisher
          .publish(new TeacherCreated(event.name()))
          .thenAccept(published -> told.complete(published.outcome()));
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void beforeCommit(Registered event) {
      publish(event, before);
    }

    @TransactionalEventListener
    void afterCommit(Registered event) {
      own.executeWithoutResult(status -> publish(event, inNew));
      publish(event, after);
    }
  }
}
