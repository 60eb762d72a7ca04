package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** When the producer is made. */
class BusStartTest {

  private final CompletableFuture<Thread> made = new CompletableFuture<>();

  private void make() {
    made.complete(Thread.currentThread());
  }

  @Test
  void whereThereIsNothingToTryTheProducerIsMadeBesideWhatFollowsTheStart() throws Exception {
    var start = new BusStart(this::make, false);
    start.afterSingletonsInstantiated();
    assertThat(made).isNotDone();

    start.start();

    assertThat(made.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void whereOnlyTheProducerTellsItIsAwaited() {
    var start = new BusStart(this::make, true);

    start.afterSingletonsInstantiated();

    assertThat(made).isCompletedWithValue(Thread.currentThread());
  }

  @Test
  void failsTheApplicationForAKeyStoreThatIsNotThere() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(EventBusAutoConfiguration.class))
        .withPropertyValues(
            "spring.application.name=teacher-service",
            "eventbus.bootstrap-servers=127.0.0.1:1",
            "eventbus.client.security.protocol=SSL",
            "eventbus.client.ssl.truststore.location=no-such-file.p12")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("no-such-file.p12"));
  }
}
