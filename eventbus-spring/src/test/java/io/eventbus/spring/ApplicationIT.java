package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.consume.EventContext;
import io.eventbus.consume.ReceivedEvent;
import io.eventbus.publish.EventPublisher;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

@WithKafka
class ApplicationIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static ConfigurableApplicationContext run(
      Class<?> application, KafkaCluster kafka, String... properties) {
    var spring = new SpringApplication(application);
    spring.setWebApplicationType(WebApplicationType.NONE);
    var arguments = new ArrayList<>(List.of(properties));
    arguments.add("--eventbus.bootstrap-servers=" + kafka.bootstrapServers());
    arguments.add("--spring.main.banner-mode=off");
    return spring.run(arguments.toArray(String[]::new));
  }

  @Test
  void publishesAndConsumesWithOneRecordAndOneMethod(KafkaCluster kafka) {
    try (var context = run(OneMethod.class, kafka, "--spring.application.name=one-method")) {
      context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));

      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(context.getBean(OneMethod.class).seen).containsExactly("ada"));
    }
  }

  @Test
  void callsMethodsOfEveryShape(KafkaCluster kafka) {
    try (var context =
        run(
            Shapes.class,
            kafka,
            "--spring.application.name=shapes",
            "--eventbus.topic-prefix=shapes",
            "--eventbus.consumer.retry.initial-wait=10ms")) {
      context.getBean(EventPublisher.class).publish(new TeacherCreated("grace"));

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(context.getBean(Shapes.class).seen)
                      .containsExactlyInAnyOrder(
                          "context grace of shapes.teachercreated",
                          "async grace",
                          "list [grace]",
                          "received [grace]",
                          "attempt 3"));
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class OneMethod {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @OnEvent
    void on(TeacherCreated event) {
      seen.add(event.teacherId());
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Shapes {
    final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();

    @OnEvent(group = "with-context")
    void on(TeacherCreated event, EventContext context) {
      seen.add("context " + event.teacherId() + " of " + context.topic());
    }

    @OnEvent(group = "async")
    CompletionStage<Void> async(TeacherCreated event) {
      return CompletableFuture.runAsync(() -> seen.add("async " + event.teacherId()));
    }

    @OnEvent(group = "list")
    void list(List<TeacherCreated> events) {
      seen.add("list " + events.stream().map(TeacherCreated::teacherId).toList());
    }

    @OnEvent(group = "received")
    void received(List<ReceivedEvent<TeacherCreated>> events) {
      seen.add("received " + events.stream().map(each -> each.event().teacherId()).toList());
    }

    @OnEvent(group = "failing", attempts = 3)
    void failing(TeacherCreated event, EventContext context) {
      if (attempts.incrementAndGet() < 3) {
        throw new IllegalStateException("not yet");
      }
      seen.add("attempt " + context.attempt());
    }
  }
}
