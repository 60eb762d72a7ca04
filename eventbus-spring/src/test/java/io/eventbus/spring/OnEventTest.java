package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.EventHandler;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.RetryPolicy;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;

class OnEventTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=identity-service",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s",
              "other.group=from-a-property");

  @Test
  void startsOneConsumerForEachGroup() {
    runner
        .withBean(Handlers.class)
        .run(
            context ->
                assertThat(context.getBean(EventConsumersLifecycle.class).consumers())
                    .extracting(EventConsumer::group)
                    .containsExactlyInAnyOrder("identity-service", "audit", "from-a-property"));
  }

  @Test
  void takesTheGroupOfThePropertyBeforeTheNameOfTheApplication() {
    runner
        .withPropertyValues("eventbus.consumer.group=ours")
        .withBean(OneHandler.class)
        .run(
            context ->
                assertThat(context.getBean(EventBus.class).health().groups())
                    .containsOnlyKeys("ours"));
  }

  @Test
  void subscribesHandlersThatAreBeans() {
    runner
        .withUserConfiguration(HandlerBeans.class)
        .run(
            context ->
                assertThat(context.getBean(EventConsumersLifecycle.class).consumers())
                    .extracting(EventConsumer::group)
                    .containsExactlyInAnyOrder("identity-service", "of-the-bean"));
  }

  @Test
  void takesTheConcurrencyThatAHandlerNamesForItsGroup() {
    runner
        .withPropertyValues("eventbus.consumer.concurrency=2")
        .withBean(Busy.class)
        .withBean(OneHandler.class)
        .run(
            context -> {
              var lifecycle = context.getBean(EventConsumersLifecycle.class);
              assertThat(lifecycle.options("busy").concurrency()).isEqualTo(64);
              assertThat(lifecycle.options("identity-service").concurrency()).isEqualTo(2);
            });
  }

  @Test
  void findsTheMethodBehindAScopedProxyOfItsInterface() {
    runner
        .withUserConfiguration(ScopedHandlers.class)
        .run(
            context ->
                assertThat(context.getBean(EventConsumersLifecycle.class).consumers())
                    .extracting(EventConsumer::group)
                    .containsExactly("scoped"));
  }

  @Test
  void findsTheMethodsOfBeansThatAreMadeWhenTheyAreNeeded() {
    runner
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .withBean(OneHandler.class)
        .run(
            context -> {
              assertThat(context.getBean(EventConsumersLifecycle.class).consumers()).hasSize(1);
              assertThat(
                      context
                          .getBeanFactory()
                          .containsSingleton(context.getBeanNamesForType(OneHandler.class)[0]))
                  .isFalse();
            });
  }

  @Test
  void subscribesAHandlerAlsoIfItHasMethodsForOtherEvents() {
    runner
        .withBean(HandlerWithMethod.class)
        .run(
            context ->
                assertThat(context.getBean(EventConsumersLifecycle.class).consumers())
                    .extracting(EventConsumer::group)
                    .containsExactlyInAnyOrder("identity-service", "of-the-method"));
  }

  @Test
  void subscribesAHandlerOnceWhoseOwnMethodHasTheAnnotation() {
    runner
        .withBean(AnnotatedHandler.class)
        .run(
            context ->
                assertThat(context.getBean(EventConsumersLifecycle.class).consumers())
                    .extracting(EventConsumer::group)
                    .containsExactly("of-the-method"));
  }

  @Test
  void stopsAndStartsAgain() {
    runner
        .withBean(OneHandler.class)
        .run(
            context -> {
              var lifecycle = context.getBean(EventConsumersLifecycle.class);
              assertThat(lifecycle.isRunning()).isTrue();
              lifecycle.stop();
              assertThat(context.getBean(EventBus.class).health().groups()).isEmpty();
              lifecycle.start();
              assertThat(lifecycle.isRunning()).isTrue();
            });
  }

  @Test
  void waitsToBeStartedWhereAsked() {
    runner
        .withPropertyValues("eventbus.consumer.auto-startup=false")
        .withBean(OneHandler.class)
        .run(
            context ->
                assertThat(context.getBean(EventConsumersLifecycle.class).isRunning()).isFalse());
  }

  @Test
  void letsCustomizersChangeTheConsumerOfAGroup() {
    var groups = new HashSet<String>();
    runner
        .withBean(OneHandler.class)
        .withBean(EventConsumerCustomizer.class, () -> (group, builder) -> groups.add(group))
        .run(context -> assertThat(groups).containsExactly("identity-service"));
  }

  @Test
  void startsNoThreadWhileItIsSwitchedOff() {
    var before = Thread.getAllStackTraces().keySet();
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
        .withPropertyValues("eventbus.enabled=false")
        .withBean(OneHandler.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(Thread.getAllStackTraces().keySet())
                  .filteredOn(thread -> !before.contains(thread))
                  .isEmpty();
            });
  }

  @Test
  void takesTheRetryPolicyOfABean() {
    runner
        .withBean("patient", RetryPolicy.class, () -> RetryPolicy.defaults().withMaxAttempts(50))
        .withBean(Patient.class)
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void canBeCalledInANativeImage() throws NoSuchMethodException {
    var hints = new RuntimeHints();
    new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, OneHandler.class);

    var method = OneHandler.class.getDeclaredMethod("on", TeacherCreated.class);
    assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).accepts(hints);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @OnEvent(topics = "audit.events")
  @interface OnAuditEvent {
    @AliasFor(annotation = OnEvent.class)
    String group();
  }

  interface Scoped {
    void on(TeacherCreated event);
  }

  static class ScopedHandler implements Scoped {
    @Override
    @OnEvent(group = "scoped")
    public void on(TeacherCreated event) {}
  }

  @Configuration(proxyBeanMethods = false)
  static class ScopedHandlers {
    @Bean
    @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
    ScopedHandler scopedHandler() {
      return new ScopedHandler();
    }
  }

  static class HandlerWithMethod implements EventHandler<TeacherCreated> {
    @Override
    public void handle(TeacherCreated event, EventContext context) {}

    @OnEvent(group = "of-the-method")
    void handle(TeacherDeleted event, EventContext context) {}
  }

  @EventType("teacher.deleted")
  record TeacherDeleted(String teacherId) implements IntegrationEvent {}

  static class AnnotatedHandler implements EventHandler<TeacherCreated> {
    @Override
    @OnEvent(group = "of-the-method")
    public void handle(TeacherCreated event, EventContext context) {}
  }

  static class OneHandler {
    @OnEvent
    void on(TeacherCreated event) {}
  }

  static class Handlers extends OneHandler {
    @OnAuditEvent(group = "audit")
    void audit(TeacherCreated event) {}

    @OnEvent(group = "${other.group}")
    void other(TeacherCreated event) {}
  }

  @Configuration(proxyBeanMethods = false)
  static class HandlerBeans {
    @Bean
    EventHandler<TeacherCreated> plain() {
      return (event, context) -> {};
    }

    @Bean
    @OnEvent(group = "of-the-bean")
    EventHandler<TeacherCreated> annotated() {
      return (event, context) -> {};
    }
  }

  static class Busy {
    @OnEvent(group = "busy", concurrency = 64)
    void on(TeacherCreated event) {}

    @OnEvent(group = "busy", topics = "more")
    void more(TeacherCreated event) {}
  }

  static class Patient {
    @OnEvent(retryPolicy = "patient")
    void on(TeacherCreated event) {}
  }
}
