package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import io.eventbus.test.EmbeddedKafka;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

@WithKafka
class ActuatorIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** Less than anything waits for a broker, the probe of the health included. */
  private static final Duration NO_TIMEOUT = Duration.ofMillis(1500);

  private static ConfigurableApplicationContext run(String servers, String... properties) {
    var arguments = new ArrayList<>(List.of(properties));
    arguments.add("--spring.application.name=school");
    arguments.add("--eventbus.topic-prefix=t" + System.nanoTime());
    arguments.add("--eventbus.bootstrap-servers=" + servers);
    arguments.add("--spring.main.banner-mode=off");
    arguments.add("--server.port=0");
    arguments.add("--management.endpoints.web.exposure.include=health,eventbus");
    arguments.add("--management.endpoint.health.show-details=always");
    arguments.add("--management.endpoint.health.probes.enabled=true");
    return new SpringApplication(School.class).run(arguments.toArray(String[]::new));
  }

  private static Duration timeToStart(String servers) {
    long begun = System.nanoTime();
    var context = run(servers);
    var took = Duration.ofNanos(System.nanoTime() - begun);
    context.close();
    return took;
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
    return new Web(context).get("actuator/" + path);
  }

  @Test
  void isUpWithoutABrokerAndConnectsLater() {
    try (var kafka = EmbeddedKafka.builder().start()) {
      run(kafka.bootstrapServers()).close(); // what a JVM does once
      var usual = timeToStart(kafka.bootstrapServers());
      kafka.stop();
      long begun = System.nanoTime();
      try (var context = run(kafka.bootstrapServers())) {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(usual.plus(NO_TIMEOUT));
        var health = get(context, "health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
            .contains("\"status\":\"DEGRADED\"", "unreachable", kafka.bootstrapServers());
        assertThat(get(context, "health/readiness").body()).contains("\"status\":\"UP\"");
        assertThat(get(context, "health/liveness").body()).contains("\"status\":\"UP\"");

        context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));
        kafka.start();

        await()
            .atMost(SOON)
            .untilAsserted(
                () -> assertThat(context.getBean(School.class).seen).containsExactly("ada"));
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(get(context, "health").body())
                        .contains("\"status\":\"UP\"")
                        .doesNotContain("DEGRADED"));
      }
    }
  }

  @Test
  void isNotReadyWithoutABrokerThatIsRequiredUntilItIsBack() {
    try (var kafka = EmbeddedKafka.builder().start();
        var context =
            run(
                kafka.bootstrapServers(),
                "--eventbus.required=true",
                "--management.endpoint.health.probes.add-additional-paths=true")) {
      assertThat(get(context, "health/readiness").statusCode()).isEqualTo(200);
      assertThat(new Web(context).get("readyz").statusCode()).isEqualTo(200);
      kafka.stop();

      await().atMost(SOON).until(() -> get(context, "health/readiness").statusCode() == 503);
      assertThat(new Web(context).get("readyz").statusCode()).isEqualTo(503);
      assertThat(get(context, "health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
      kafka.start();

      await().atMost(SOON).until(() -> get(context, "health/readiness").statusCode() == 200);
    }
  }

  @Test
  void stopsConsumersBeforeTheWebServerAndTheRelayAfterIt(KafkaCluster kafka) {
    try (var context = run(kafka.bootstrapServers(), "--eventbus.outbox.enabled=true")) {
      var stopped =
          context.getBeansOfType(SmartLifecycle.class).entrySet().stream()
              .sorted(Comparator.comparingInt(bean -> -bean.getValue().getPhase()))
              .map(Map.Entry::getKey)
              .filter(name -> name.matches("event.*|outbox.*|webServer.*"))
              .toList();
      assertThat(stopped)
          .containsExactly(
              "eventConsumersLifecycle",
              "eventBusStart", // which only starts
              "webServerGracefulShutdown",
              "webServerStartStop",
              "outboxRelayLifecycle");
      assertThat(get(context, "eventbus").body()).contains("\"backlog\":{\"events\":0");
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class School {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @OnEvent
    void on(TeacherCreated event) {
      seen.add(event.teacherId());
    }
  }
}
