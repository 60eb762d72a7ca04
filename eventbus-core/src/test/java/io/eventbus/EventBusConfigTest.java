package io.eventbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.event.EventBusException;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.PublishOutcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBusConfigTest {

  private static final String SECRET = "canary-7c1f";

  @EventType("certificate.issued")
  private record CertificateIssued(String id) implements IntegrationEvent {}

  @Test
  void readsTheVariablesOfTheEarlierSystems() {
    var variables =
        Map.of(
            "kafkaEnabled",
            "false",
            "KAFKA_BROKERS",
            "localhost:9092",
            "KAFKA_CLIENT_ID",
            "certificate-service",
            "KAFKA_TOPIC",
            "user-topic",
            "KAFKA_GROUP_ID",
            " certificates ",
            "KAFKA_SSL",
            "",
            "KAFKA_ENABLED",
            " ",
            "KAFKA_CONFIG_COMPRESSION_TYPE",
            "");

    var config = EventBusConfig.fromVariables(variables);

    assertThat(config.topic()).hasValue("user-topic");
    assertThat(config.group()).hasValue("certificates");
    try (var bus = config.builder().build()) {
      var published = bus.publish(new CertificateIssued("c")).toCompletableFuture().join();
      assertThat(published.outcome()).isEqualTo(PublishOutcome.SKIPPED);
      assertThat(published.topic()).isEqualTo("user-topic");
      assertThat(published.metadata().source()).isEqualTo("certificate-service");
      var fixed = bus.publish(new UserRegistered("u")).toCompletableFuture().join();
      assertThat(fixed.topic()).as("a type's own topic counts more").isEqualTo("user.events");
    }
  }

  @Test
  void turnsVariablesIntoPropertiesToPutThemTogetherWithOthers() {
    var properties =
        EventBusConfig.propertiesOf(
            Map.of(
                "kafkaEnabled", "false",
                "KAFKA_BROKERS", "localhost:9092",
                "KAFKA_GROUP_ID", " ",
                "KAFKA_CONFIG_COMPRESSION_TYPE", "zstd",
                "PATH", "/bin"));

    assertThat(properties)
        .containsExactly(
            Map.entry("eventbus.bootstrap-servers", "localhost:9092"),
            Map.entry("eventbus.client.compression.type", "zstd"),
            Map.entry("eventbus.enabled", "false"));
    assertThat(EventBusConfig.fromProperties(properties).clientProperties())
        .isEqualTo(Map.of("bootstrap.servers", "localhost:9092", "compression.type", "zstd"));
  }

  @Test
  void handsOutWhatKafkaClientsNeedToConnect() {
    var config =
        EventBusConfig.fromVariables(
            Map.of(
                "KAFKA_BROKERS", "localhost:9092",
                "KAFKA_SSL", "true",
                "KAFKA_SASL_MECHANISM", "plain",
                "KAFKA_SASL_USERNAME", "u",
                "KAFKA_SASL_PASSWORD", SECRET));

    assertThat(config.clientProperties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN")
        .hasEntrySatisfying(
            "sasl.jaas.config", login -> assertThat((String) login).contains(SECRET));
  }

  @Test
  void readsPropertiesOfTheSameMeaning() {
    var config =
        EventBusConfig.fromProperties(
            Map.of(
                "eventbus.enabled", "FALSE",
                "eventbus.source", "a-service",
                "eventbus.topic-prefix", "school",
                "eventbus.client.compression.type", "zstd",
                "other.thing", "ignored"));

    try (var bus = config.builder().build()) {
      var published = bus.publish(new CertificateIssued("c")).toCompletableFuture().join();
      assertThat(published.topic()).isEqualTo("school.certificateissued");
    }
    assertThat(config.toString()).contains("compression.type").contains("a-service");
  }

  @Test
  void refusesAPropertyThatItDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBusConfig.fromProperties(Map.of("eventbus.bootstrap", "x")))
        .withMessageContaining("eventbus.bootstrap is not known")
        .withMessageContaining("eventbus.bootstrap-servers");
  }

  @ParameterizedTest
  @CsvSource({
    "KAFKA_ENABLED, yes, true and false",
    "REQUIRE_KAFKA, 1, true and false",
    "KAFKA_REQUEST_TIMEOUT, 30s, whole numbers",
    "KAFKA_REQUEST_TIMEOUT, 120000, to 119000",
    "KAFKA_CONNECTION_TIMEOUT, 0, whole numbers",
    "KAFKA_RETRIES, -1, whole numbers",
    "KAFKA_INITIAL_RETRY_TIME, 99999999999, whole numbers",
    "KAFKA_FORMAT, avro, BARE_JSON",
    "KAFKA_TOPIC, a/b, letters",
    "KAFKA_TOPIC_PREFIX, a b, letters",
    "KAFKA_CLIENT_ID, two words, URI reference",
    "KAFKA_SOURCE, two words, URI reference"
  })
  void namesTheVariableItsValueAndWhatIsAllowed(String variable, String value, String allowed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBusConfig.fromVariables(Map.of(variable, value)))
        .withMessageStartingWith(variable + " is '" + value + "', allowed: ")
        .withMessageContaining(allowed);
  }

  @Test
  void aPropertyThatThePromisesRestOnIsRefusedHereToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBusConfig.fromVariables(Map.of("KAFKA_CONFIG_ACKS", "1")))
        .withMessageContaining("'acks' cannot be set");
  }

  @Test
  void showsNoSecretWhateverGoesWrong() {
    var variables = new HashMap<>(Map.of("KAFKA_SASL_PASSWORD", SECRET));
    assertThat(EventBusConfig.fromVariables(variables).toString()).doesNotContain(SECRET);

    variables.put("KAFKA_SASL_MECHANISM", "plain");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBusConfig.fromVariables(variables))
        .withMessageContaining("KAFKA_SASL_USERNAME is missing")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));

    variables.put("KAFKA_SASL_USERNAME", "user");
    variables.put("KAFKA_SASL_MECHANISM", "kerberos");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventBusConfig.fromVariables(variables))
        .withMessageContaining("KAFKA_SASL_MECHANISM is 'kerberos'")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));

    variables.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    variables.put("KAFKA_BROKERS", "localhost:1");
    variables.put("KAFKA_CLIENT_ID", "s");
    variables.put("KAFKA_CONFIG_COMPRESSION_TYPE", "bogus");
    var config = EventBusConfig.fromVariables(variables);
    assertThatExceptionOfType(EventBusException.class)
        .isThrownBy(() -> config.builder().build())
        .withStackTraceContaining("bogus")
        .satisfies(
            e -> {
              for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(SECRET);
              }
            });
  }

  @Test
  void theLoginKeepsItsQuotes() {
    var security = KafkaSecurity.tls().withScramSha512("us\"er", "pass\\\";word");

    assertThat(security.properties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"us\\\"er\" password=\"pass\\\\\\\";word\";");
    assertThat(security.toString()).isEqualTo("KafkaSecurity[tls=true, mechanism=SCRAM-SHA-512]");
  }

  @Test
  void eachWayToLogInHasItsProtocol() {
    var endpoint = URI.create("http://localhost/token");

    assertThat(KafkaSecurity.plaintext().properties())
        .containsExactly(Map.entry("security.protocol", "PLAINTEXT"));
    assertThat(KafkaSecurity.tls().properties())
        .containsExactly(Map.entry("security.protocol", "SSL"));
    assertThat(KafkaSecurity.plaintext().withPlain("u", "p").exposesCredentials()).isTrue();
    assertThat(KafkaSecurity.tls().withPlain("u", "p").exposesCredentials()).isFalse();
    assertThat(KafkaSecurity.plaintext().withTrustStore(Path.of("t.jks"), "p").properties())
        .as("certificates mean TLS")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.type", "JKS");
    assertThat(KafkaSecurity.plaintext().withScramSha256("u", "p").properties())
        .containsEntry("security.protocol", "SASL_PLAINTEXT");
    assertThat(KafkaSecurity.tls().withOauthBearer(endpoint, "id", "secret").properties())
        .containsEntry("sasl.mechanism", "OAUTHBEARER")
        .containsEntry("sasl.oauthbearer.token.endpoint.url", "http://localhost/token");
  }
}
