package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HealthTest {

  private static final Status DEGRADED = EventBusHealthIndicator.DEGRADED;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class, EventBusHealthAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=teacher-service",
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.health.probe-timeout=300ms",
              "eventbus.close-timeout=0s");

  @Test
  void isDegradedWithoutABrokerAndNamesTheProblem() {
    runner.run(
        context -> {
          var health = context.getBean(HealthIndicator.class).health();
          assertThat(health).isNotNull();
          assertThat(health.getStatus()).isEqualTo(DEGRADED);
          assertThat(health.getDetails())
              .containsEntry("producerConnected", false)
              .extractingByKey("problems")
              .asString()
              .contains("part=broker", "unreachable", "127.0.0.1:1");
        });
  }

  @Test
  void isUpWhileItIsSwitchedOff() {
    runner
        .withPropertyValues("eventbus.enabled=false")
        .run(
            context -> {
              var health = context.getBean(HealthIndicator.class).health();
              assertThat(health).isNotNull();
              assertThat(health.getStatus()).isEqualTo(Status.UP);
            });
  }

  @Test
  void showsInTheStatusOfTheWhole() {
    runner.run(
        context -> {
          var aggregator = context.getBean(StatusAggregator.class);
          assertThat(aggregator.getAggregateStatus(Status.UP, DEGRADED)).isEqualTo(DEGRADED);
          assertThat(aggregator.getAggregateStatus(DEGRADED, Status.DOWN)).isEqualTo(Status.DOWN);
        });
  }

  @Test
  void leavesTheOrderToTheApplicationThatHasOne() {
    runner
        .withPropertyValues("management.endpoint.health.status.order=down,up,degraded")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(StatusAggregator.class)
                            .getAggregateStatus(Status.UP, DEGRADED))
                    .isEqualTo(Status.UP));
  }

  @Test
  void isLeftOutWhereAsked() {
    runner
        .withPropertyValues("management.health.eventbus.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void isLeftOutWithoutTheHealthModule() {
    runner
        .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
        .run(context -> assertThat(context).hasNotFailed());
  }
}
