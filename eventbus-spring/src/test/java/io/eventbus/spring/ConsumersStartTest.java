package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.samples.school.Samples;

class ConsumersStartTest {

  /** Longer than a consumer may be silent. */
  private static final ConsumerOptions WRONG =
      ConsumerOptions.defaults().withRevokeTimeout(Duration.ofMinutes(10));

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=identity-service",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s")
          .withBean(Handlers.class);

  private static EventConsumerCustomizer wrongFor(String wrong) {
    return (group, builder) -> {
      if (group.equals(wrong)) {
        builder.options(WRONG);
      }
    };
  }

  @Test
  void failsTheApplicationAndNamesTheGroup() {
    runner
        .withBean(EventConsumerCustomizer.class, () -> wrongFor("two"))
        .run(
            context -> {
              assertThat(context).hasFailed();
              var analysis =
                  new EventBusStartFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription()).contains("group two", "revokeTimeout");
            });
  }

  @Test
  void failsTheApplicationForWhatOnlyAConsumerRefuses() {
    runner
        .withPropertyValues("eventbus.client.session.timeout.ms=3000")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("Heartbeat must be set lower"));
  }

  @Test
  void handlersInPackagesNamedLikeThoseOfSpringAreFound() {
    runner
        .withBean(Samples.class)
        .run(
            context ->
                assertThat(context.getBean(EventConsumersLifecycle.class).consumers()).hasSize(4));
  }

  @Test
  void closesThoseThatRunWhenOneCannotStart() {
    var builders = new AtomicInteger();
    runner
        .withPropertyValues("eventbus.consumer.auto-startup=false")
        .withBean(
            EventConsumerCustomizer.class, () -> (group, builder) -> builders.incrementAndGet())
        .withBean(
            "lastIsWrong",
            EventConsumerCustomizer.class,
            () ->
                (group, builder) -> {
                  if (builders.get() == 6) { // after three to be checked and two that started
                    builder.options(WRONG);
                  }
                })
        .run(
            context -> {
              var lifecycle = context.getBean(EventConsumersLifecycle.class);
              assertThatThrownBy(lifecycle::start).isInstanceOf(EventBusStartException.class);

              assertThat(builders).hasValue(6);
              assertThat(lifecycle.isRunning()).isFalse();
              assertThat(context.getBean(EventBus.class).health().groups()).isEmpty();

              lifecycle.start();
              assertThat(lifecycle.consumers()).hasSize(3);
            });
  }

  static class Handlers {
    @OnEvent(group = "one")
    void one(TeacherCreated event) {}

    @OnEvent(group = "two")
    void two(TeacherCreated event) {}

    @OnEvent(group = "three")
    void three(TeacherCreated event) {}
  }
}
