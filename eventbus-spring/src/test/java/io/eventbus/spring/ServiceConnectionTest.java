package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.EventBus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.kafka.KafkaContainer;

/** Where the brokers are, of all who may say so. */
class ServiceConnectionTest {

  private static final String SERVICE = "127.0.0.1:2";
  private static final String OF_SPRING = "127.0.0.1:3";
  private static final String OWN = "127.0.0.1:4";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class,
                  KafkaAutoConfiguration.class,
                  ServiceConnectionAutoConfiguration.class,
                  SslAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=school",
              "eventbus.close-timeout=0s",
              "eventbus.health.probe-timeout=300ms",
              "spring.kafka.bootstrap-servers=" + OF_SPRING);

  private static void assertBrokers(ApplicationContextRunner runner, String servers) {
    runner.run(
        context ->
            assertThat(context.getBean(EventBus.class).health().toString()).contains(servers));
  }

  @Test
  void isThatOfSpringBootsPropertyWithoutAService() {
    assertBrokers(runner, OF_SPRING);
  }

  @Test
  void isThatOfAServiceBeforeSpringBootsProperty() {
    assertBrokers(runner.withUserConfiguration(Services.class), SERVICE);
  }

  @Test
  void isThatOfTheBusesOwnPropertyBeforeAll() {
    assertBrokers(
        runner
            .withUserConfiguration(Services.class)
            .withPropertyValues("eventbus.bootstrap-servers=" + OWN),
        OWN);
  }

  @Configuration(proxyBeanMethods = false)
  static class Services {
    @Bean
    @ServiceConnection
    KafkaContainer kafka() {
      return new StandIn();
    }
  }

  /** Spring Boot takes it for a container of Kafka that runs, and no Docker is needed. */
  private static final class StandIn extends KafkaContainer {

    StandIn() {
      super("apache/kafka");
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return true;
    }

    @Override
    public String getBootstrapServers() {
      return SERVICE;
    }
  }
}
