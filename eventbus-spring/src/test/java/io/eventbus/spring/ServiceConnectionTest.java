package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.eventbus.EventBus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
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

  @Test
  void takesTheCertificatesAndTheProtocolOfSpringBootsProperties() {
    runner
        .withPropertyValues(
            "spring.kafka.security.protocol=SASL_SSL",
            "spring.kafka.ssl.trust-store-type=PEM",
            "spring.kafka.ssl.trust-store-certificates=trusted",
            "spring.kafka.properties.sasl.mechanism=PLAIN",
            "spring.kafka.properties.linger.ms=7",
            "eventbus.enabled=false")
        .run(
            context -> {
              var connection = context.getBean(KafkaConnection.class);
              assertThat(connection.toString()).doesNotContain("trusted");
              assertThat(connection.properties())
                  .containsOnly(
                      entry("security.protocol", "SASL_SSL"),
                      entry("ssl.truststore.type", "PEM"),
                      entry("ssl.truststore.certificates", "trusted"),
                      entry("sasl.mechanism", "PLAIN"));
            });
  }

  @Test
  void takesTheCertificatesOfABundleInsteadOfThoseOfSpringBootsProperties() {
    runner
        .withPropertyValues(
            "spring.kafka.ssl.trust-store-type=PEM",
            "spring.kafka.ssl.trust-store-certificates=none that a client could read")
        .withUserConfiguration(WithBundle.class)
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Configuration(proxyBeanMethods = false)
  static class WithBundle {
    @Bean
    KafkaConnectionDetails connection() {
      return new KafkaConnectionDetails() {
        @Override
        public List<String> getBootstrapServers() {
          return List.of(SERVICE);
        }

        @Override
        public SslBundle getSslBundle() {
          return SslBundle.of(SslStoreBundle.NONE);
        }
      };
    }
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
