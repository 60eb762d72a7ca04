package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.EventBus;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.DeadLetters;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DeadLettersTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
          .withPropertyValues(
              "eventbus.bootstrap-servers=127.0.0.1:1",
              "eventbus.close-timeout=0s",
              "eventbus.client.default.api.timeout.ms=500",
              "eventbus.client.request.timeout.ms=500");

  private final ApplicationContextRunner named =
      runner.withPropertyValues("spring.application.name=school");

  @Test
  void areThoseOfTheUsualGroup() {
    named.run(context -> assertIsOf("school", context.getBean(DeadLetters.class)));
    named
        .withPropertyValues("eventbus.consumer.group=teachers")
        .run(context -> assertIsOf("teachers", context.getBean(DeadLetters.class)));
    named
        .withPropertyValues("eventbus.namespace=pr-7")
        .run(context -> assertIsOf("pr-7.school", context.getBean(DeadLetters.class)));
  }

  /** The group is told by what it says without a broker. */
  private static void assertIsOf(String group, DeadLetters letters) {
    assertThatThrownBy(letters::topics).hasMessageContaining("of group " + group + " cannot");
  }

  @Test
  void ofAnotherGroupTheBusHas() {
    named.run(context -> assertIsOf("mail", context.getBean(EventBus.class).deadLetters("mail")));
  }

  @Test
  void stepBackForThoseOfTheApplication() {
    try (var off = EventBus.builder().source("own").enabled(false).build()) {
      var own = off.deadLetters("own");
      named
          .withBean("own", DeadLetters.class, () -> own)
          .run(context -> assertThat(context.getBean(DeadLetters.class)).isSameAs(own));
    }
  }

  @Test
  void needAGroupOnlyWhereSomebodyAsksForThem() {
    runner
        .withPropertyValues("eventbus.source=school")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThatThrownBy(() -> context.getBean(DeadLetters.class))
                  .hasRootCauseInstanceOf(EventBusStartException.class)
                  .hasStackTraceContaining("without a consumer group");
            });
  }

  @Test
  void areNoneWhileTheBusIsSwitchedOff() {
    runner
        .withPropertyValues("eventbus.enabled=false")
        .run(
            context ->
                assertThat(context.getBean(DeadLetters.class).count(DeadLetterFilter.all()))
                    .isZero());
  }
}
