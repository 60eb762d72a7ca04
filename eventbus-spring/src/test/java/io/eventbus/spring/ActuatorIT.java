package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import io.eventbus.test.EmbeddedKafka;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

@WithKafka
class ActuatorIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();

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

  private HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
    return send(context, HttpRequest.newBuilder().GET(), path);
  }

  private HttpResponse<String> post(
      ConfigurableApplicationContext context, String path, String body) {
    var request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(context, request, path);
  }

  private HttpResponse<String> send(
      ConfigurableApplicationContext context, HttpRequest.Builder request, String path) {
    var port = context.getEnvironment().getProperty("local.server.port");
    var uri = URI.create("http://localhost:" + port + "/actuator/" + path);
    try {
      return client.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void isUpWithoutABrokerAndConnectsLater() {
    try (var kafka = EmbeddedKafka.builder().start()) {
      kafka.stop();
      try (var context = run(kafka.bootstrapServers())) {
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
  void isNotReadyWithoutABrokerThatIsRequired() {
    try (var kafka = EmbeddedKafka.builder().start();
        var context =
            run(
                kafka.bootstrapServers(),
                "--eventbus.required=true",
                "--management.endpoint.health.group.readiness.include=readinessState,eventbus")) {
      assertThat(get(context, "health/readiness").statusCode()).isEqualTo(200);
      kafka.stop();

      await().atMost(SOON).until(() -> get(context, "health/readiness").statusCode() == 503);
      assertThat(get(context, "health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void showsConsumersAndDeadLetters(KafkaCluster kafka) {
    try (var context = run(kafka.bootstrapServers(), "--eventbus.consumer.retry.max-attempts=1")) {
      context.getBean(EventPublisher.class).publish(new TeacherCreated("bad"));

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(get(context, "eventbus/school").body())
                      .contains("\"group\":\"school\"", "\"open\":1", "teacher.created"));
      assertThat(get(context, "eventbus").body())
          .contains(
              "\"group\":\"school\"", "\"state\":\"RUNNING\"", "\"lag\":0", ".teachercreated");
      assertThat(get(context, "eventbus/others").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void changesNothingUnlessAllowed(KafkaCluster kafka) {
    try (var context = run(kafka.bootstrapServers())) {
      assertThat(post(context, "eventbus/school", "{\"action\":\"pause\"}").statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void actsForOperatorsAndKeepsAnAudit(KafkaCluster kafka) {
    try (var context =
        run(
            kafka.bootstrapServers(),
            "--eventbus.endpoint.writes=true",
            "--eventbus.consumer.retry.max-attempts=1")) {
      context.getBean(EventPublisher.class).publish(new TeacherCreated("bad"));
      await()
          .atMost(SOON)
          .until(() -> get(context, "eventbus/school").body().contains("\"open\":1"));

      assertThat(post(context, "eventbus/school", "{\"action\":\"pause\"}").statusCode())
          .isEqualTo(200);
      assertThat(post(context, "eventbus/school", "{\"action\":\"redrive\"}").body())
          .contains("\"sent\":1");
      assertThat(post(context, "eventbus/school", "{\"action\":\"resume\"}").statusCode())
          .isEqualTo(200);
      assertThat(post(context, "eventbus/others", "{\"action\":\"pause\"}").statusCode())
          .isEqualTo(400);

      assertThat(context.getBean(School.class).audit)
          .extracting(AuditEvent::getType)
          .containsExactly("EVENTBUS_PAUSE", "EVENTBUS_REDRIVE", "EVENTBUS_RESUME");
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
    final List<AuditEvent> audit = new CopyOnWriteArrayList<>();

    @OnEvent
    void on(TeacherCreated event) {
      if (event.teacherId().equals("bad")) {
        throw new IllegalStateException("bad");
      }
      seen.add(event.teacherId());
    }

    @EventListener
    void on(AuditApplicationEvent event) {
      audit.add(event.getAuditEvent());
    }
  }
}
