package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** A real container as a service, where Docker answers. */
class ServiceConnectionIT {

  @Test
  void publishesAndConsumesThroughAContainer() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "Docker does not answer");
    var application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
    try (var context =
        application.run("--spring.application.name=school", "--spring.main.banner-mode=off")) {
      context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(context.getBean(Application.class).seen).containsExactly("ada"));
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Application {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @Bean
    @ServiceConnection
    static KafkaContainer kafka() {
      return new KafkaContainer("apache/kafka");
    }

    @OnEvent
    void on(TeacherCreated event) {
      seen.add(event.teacherId());
    }
  }
}
