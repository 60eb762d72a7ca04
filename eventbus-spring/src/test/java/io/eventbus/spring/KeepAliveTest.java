package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class KeepAliveTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=school",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s");

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("eventbus-keep-alive"))
        .toList();
  }

  @Test
  void holdsTheJvmWhileConsumersRun() {
    runner
        .withUserConfiguration(Handlers.class)
        .run(
            context ->
                assertThat(threads())
                    .singleElement()
                    .satisfies(thread -> assertThat(thread.isDaemon()).isFalse()));

    await().atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
  }

  @Test
  void doesNotHoldItForAnApplicationThatOnlyPublishes() {
    runner.run(context -> assertThat(threads()).isEmpty());
  }

  @Test
  void doesNotHoldItWhileTheBusIsSwitchedOff() {
    runner
        .withPropertyValues("eventbus.enabled=false")
        .withUserConfiguration(Handlers.class)
        .run(context -> assertThat(threads()).isEmpty());
  }

  @Configuration(proxyBeanMethods = false)
  static class Handlers {
    @OnEvent
    void on(TeacherCreated event) {}
  }
}
