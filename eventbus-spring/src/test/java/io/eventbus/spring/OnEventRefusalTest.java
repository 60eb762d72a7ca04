package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.consume.EventHandler;
import io.eventbus.event.IntegrationEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;

/** What keeps an application from starting, and how it is told. */
class OnEventRefusalTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=identity-service",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s");

  private void failsWith(Class<?> handler, String... parts) {
    failsWith(runner, handler, parts);
  }

  private static void failsWith(
      ApplicationContextRunner application, Class<?> handler, String... parts) {
    application
        .withBean(handler)
        .run(
            context -> {
              assertThat(context).hasFailed();
              var analysis =
                  new EventBusStartFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription()).contains(parts);
            });
  }

  @Test
  void namesTheMethodThatCannotHandleEvents() {
    failsWith(WrongHandler.class, "WrongHandler.on", "takes 0 parameters");
  }

  @Test
  void namesTheMethodWhoseEventHasNoType() {
    failsWith(Untyped.class, "Untyped.on", "EventType");
  }

  @Test
  void namesTheMethodThatIsASecondOneForItsEvent() {
    failsWith(TwoHandlers.class, "TwoHandlers.", "already");
  }

  @Test
  void namesTheBeanThatIsNoHandler() {
    failsWith(NoHandler.class, "NoHandler", "is no handler");
  }

  @Test
  void namesTheMethodWhoseAnnotationContradictsItself() {
    failsWith(Contradiction.class, "Contradiction.on", "exclude each other");
  }

  @Test
  void refusesAHandlerOfNobodyKnowsWhat() {
    runner
        .withBean("any", EventHandler.class, () -> (event, context) -> {})
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("Of the bean 'any' nobody can tell"));
  }

  @Test
  void refusesIdempotentHandlersWithoutADatabase() {
    failsWith(Idempotent.class, "Idempotent.on", "there is no inbox");
  }

  @Test
  void refusesIdempotentHandlersThatAreAsynchronous() {
    failsWith(IdempotentAsync.class, "IdempotentAsync.on", "exclude each other");
  }

  @Test
  void namesTheGroupWhoseHandlersWantDifferentConcurrencies() {
    failsWith(Torn.class, "identity-service", "3", "4");
  }

  @Test
  void namesTheMethodWithLessThanNoAttempts() {
    failsWith(LessThanNone.class, "LessThanNone.on");
  }

  @Test
  void namesTheBeanWhoseAnnotationIsForNoneOfItsMethods() {
    failsWith(OfTheClass.class, "OfTheClass", "is no handler");
  }

  @Test
  void namesTheMethodWhoseRetryPolicyIsNoBean() {
    failsWith(Patient.class, "Patient.on", "names no bean of type RetryPolicy");
    failsWith(
        runner.withBean("patient", String.class, () -> "not long"),
        Patient.class,
        "names no bean of type RetryPolicy");
  }

  @Test
  void refusesIdempotentHandlersWhereTransactionsAreNotOfTheDatabase() {
    failsWith(
        runner
            .withConfiguration(
                AutoConfigurations.of(
                    DataSourceAutoConfiguration.class, EventBusJdbcAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true")
            .withBean(PlatformTransactionManager.class, OfMessages::new),
        Idempotent.class,
        "OfMessages",
        "the DataSource that the inbox is in");
  }

  static class WrongHandler {
    @OnEvent
    void on() {}
  }

  record NoType() implements IntegrationEvent {}

  static class Untyped {
    @OnEvent
    void on(NoType event) {}
  }

  static class TwoHandlers {
    @OnEvent
    void one(TeacherCreated event) {}

    @OnEvent
    void other(TeacherCreated event) {}
  }

  static class Idempotent {
    @OnEvent(idempotent = true)
    void on(TeacherCreated event) {}
  }

  static class IdempotentAsync {
    @OnEvent(idempotent = true)
    CompletionStage<Void> on(TeacherCreated event) {
      return CompletableFuture.completedFuture(null);
    }
  }

  @OnEvent
  static class NoHandler {}

  static class Contradiction {
    @OnEvent(topics = "a", topicPattern = "a.*")
    void on(TeacherCreated event) {}
  }

  static class Torn {
    @OnEvent(concurrency = 3)
    void on(TeacherCreated event) {}

    @OnEvent(concurrency = 4, topics = "more")
    void more(TeacherCreated event) {}
  }

  static class LessThanNone {
    @OnEvent(attempts = -1)
    void on(TeacherCreated event) {}
  }

  @OnEvent(group = "of-nobody")
  static class OfTheClass {
    @OnEvent
    void on(TeacherCreated event) {}
  }

  static class Patient {
    @OnEvent(retryPolicy = "patient")
    void on(TeacherCreated event) {}
  }

  /** As that of JMS, which knows nothing of the database. */
  @SuppressWarnings("serial")
  private static final class OfMessages extends AbstractPlatformTransactionManager
      implements ResourceTransactionManager {

    @Override
    public Object getResourceFactory() {
      return this;
    }

    @Override
    protected Object doGetTransaction() {
      return this;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }
}
