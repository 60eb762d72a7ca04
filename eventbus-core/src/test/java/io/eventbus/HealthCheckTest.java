package io.eventbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.observe.EventBusHealth;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import io.eventbus.publish.PublishOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bus without any broker. */
@Timeout(60)
class HealthCheckTest {

  private static final HealthOptions QUICK =
      HealthOptions.defaults().withProbeTimeout(Duration.ofMillis(500));

  @Test
  void aBusThatIsSwitchedOffIsUp() {
    try (var bus = EventBus.builder().source("s").enabled(false).build()) {
      assertThat(bus.health()).isEqualTo(new EventBusHealth(List.of(), false, Map.of()));
    }
  }

  @Test
  void aBusThatIsClosedIsDown() {
    var bus = bus("localhost:1");
    bus.close(Duration.ZERO);

    var health = bus.health();

    assertThat(health.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(health.producerConnected()).isFalse();
    assertThat(health.problems()).containsExactly(HealthProblem.down("bus", "the bus is closed"));
  }

  @Test
  void withoutABrokerItIsDegradedSinceTheFirstLook() {
    var before = Instant.now();
    try (var bus = bus("localhost:1")) {
      var health = bus.health();

      assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(health.producerConnected()).isFalse();
      var problem = health.problems().get(0);
      assertThat(problem.part()).isEqualTo("broker");
      assertThat(problem.message()).contains("unreachable").contains("localhost:1");
      assertThat(problem.since().orElseThrow()).isBetween(before, Instant.now());
      assertThat(bus.health().problems().get(0).since()).isEqualTo(problem.since());
    }
  }

  @Test
  void aNameThatDoesNotResolveIsSaid() {
    try (var bus = bus("nowhere.invalid:9092")) {
      assertThat(bus.health().problems().get(0).message())
          .contains("resolves")
          .contains("nowhere.invalid:9092");
    }
  }

  @Test
  void whatWaitsInThePublisherIsTold() {
    try (var bus = bus("localhost:1")) {
      var unused =
          bus.publish(SampleEvents.teacherCreated(), PublishOptions.defaults().withTopic("orders"));

      await()
          .untilAsserted(
              () ->
                  assertThat(bus.health().problems())
                      .anyMatch(
                          problem ->
                              problem.part().equals("publisher")
                                  && problem.message().contains("orders")));
    }
  }

  @Test
  void whereABrokerIsRequiredItIsDownWithoutOne() {
    var properties = Map.<String, Object>of("bootstrap.servers", "localhost:1");
    try (var probe = new BrokerProbe(properties, QUICK.probeTimeout(), true)) {
      assertThat(probe.problem().orElseThrow().status()).isEqualTo(HealthStatus.DOWN);
    }
  }

  private static EventBus bus(String servers) {
    return EventBus.builder()
        .bootstrapServers(servers)
        .source("s")
        .health(QUICK)
        .closeTimeout(Duration.ZERO)
        .build();
  }
}
