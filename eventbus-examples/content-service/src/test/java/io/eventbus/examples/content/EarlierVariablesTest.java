package io.eventbus.examples.content;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the Kafka clients are given by the variables of the earlier service. */
class EarlierVariablesTest {

  private static final Map<String, Object> VARIABLES =
      Map.of(
          "KAFKA_BROKERS", "localhost:1,localhost:2",
          "KAFKA_CLIENT_ID", "earlier",
          "KAFKA_CONNECTION_TIMEOUT", "3000",
          "KAFKA_REQUEST_TIMEOUT", "25000",
          "KAFKA_INITIAL_RETRY_TIME", "300",
          "KAFKA_RETRIES", "8",
          "KAFKA_SSL", "true",
          "KAFKA_SASL_MECHANISM", "scram-sha-256",
          "KAFKA_SASL_USERNAME", "ada",
          "KAFKA_SASL_PASSWORD", "countess");

  @BeforeAll
  static void startWithAndWithout() {
    run(VARIABLES);
    run(Map.of("KAFKA_BROKERS", "localhost:1"));
  }

  private static void run(Map<String, Object> variables) {
    var environment = new StandardEnvironment();
    var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    environment
        .getPropertySources()
        .replace(name, new SystemEnvironmentPropertySource(name, variables));
    var clientId = variables.getOrDefault("KAFKA_CLIENT_ID", "content-service").toString();
    try (var context =
        ContentApplication.application()
            .environment(environment)
            .web(WebApplicationType.NONE)
            .run(
                "--eventbus.close-timeout=0s",
                "--eventbus.client.metric.reporters=" + SeenProperties.class.getName())) {
      assertThat(context.isActive()).isTrue();
      await()
          .until(
              () ->
                  SeenProperties.byClientId()
                      .keySet()
                      .containsAll(
                          List.of(
                              clientId,
                              clientId + "-content-service",
                              clientId + "-content-history")));
    }
  }

  @Test
  void areGivenToProducerAndConsumersAlike() {
    for (var client : new String[] {"earlier", "earlier-content-service"}) {
      assertThat(SeenProperties.byClientId().get(client))
          .contains(
              entry("socket.connection.setup.timeout.ms", "3000"),
              entry("socket.connection.setup.timeout.max.ms", "3000"),
              entry("request.timeout.ms", "25000"),
              entry("retry.backoff.ms", "300"),
              entry("retries", "8"),
              entry("security.protocol", "SASL_SSL"),
              entry("sasl.mechanism", "SCRAM-SHA-256"))
          .hasEntrySatisfying(
              "sasl.jaas.config", login -> assertThat(login).contains("ada", "countess"))
          .hasEntrySatisfying(
              "bootstrap.servers",
              brokers -> assertThat(brokers).contains("localhost:1", "localhost:2"));
    }
  }

  @Test
  void leaveTheDefaultsOfKafkaWhereTheyAreMissing() {
    assertThat(SeenProperties.byClientId().get("content-service"))
        .contains(
            entry("socket.connection.setup.timeout.ms", "10000"),
            entry("socket.connection.setup.timeout.max.ms", "30000"),
            entry("request.timeout.ms", "30000"),
            entry("retry.backoff.ms", "100"),
            entry("retries", "2147483647"))
        .doesNotContainKeys("security.protocol", "sasl.mechanism", "sasl.jaas.config");
  }

  @Test
  void onlyTheHistoryHasASessionTimeoutOfItsOwn() {
    assertThat(SeenProperties.byClientId().get("content-service-content-history"))
        .containsEntry("session.timeout.ms", "10000");
    assertThat(SeenProperties.byClientId().get("content-service-content-service"))
        .doesNotContainKey("session.timeout.ms");
  }
}
