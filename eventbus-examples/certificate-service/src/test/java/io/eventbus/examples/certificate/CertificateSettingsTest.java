package io.eventbus.examples.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.examples.certificate.CertificateSettings.Address;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateSettingsTest {

  @Test
  void areThoseOfAMachineOfADeveloperByDefault() {
    var settings = CertificateSettings.from(Map.of("HOST", "", "PORT", " ", "KAFKA_TOPIC", ""));

    assertThat(settings.address()).isEqualTo(new Address("127.0.0.1", 8083));
    assertThat(settings.issuer()).hasToString("http://localhost:8084");
    assertThat(settings.issuerTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.database().demoData()).isFalse();
    assertThat(settings.bus().topic()).contains("user-topic");
    assertThat(settings.bus().clientProperties())
        .containsEntry("bootstrap.servers", "localhost:9092")
        .containsEntry("client.id", "certificate-service");
  }

  @Test
  void areTakenFromTheVariables() {
    var settings =
        CertificateSettings.from(
            Map.of(
                "HOST", "0.0.0.0",
                "ISSUER_TIMEOUT", "300",
                "KAFKA_BROKERS", "one:9092,two:9092",
                "KAFKA_CLIENT_ID", "me",
                "KAFKA_TOPIC", "other-topic"));

    assertThat(settings.address().host()).isEqualTo("0.0.0.0");
    assertThat(settings.issuerTimeout()).isEqualTo(Duration.ofMillis(300));
    assertThat(settings.bus().topic()).contains("other-topic");
    assertThat(settings.bus().clientProperties())
        .containsEntry("bootstrap.servers", "one:9092,two:9092")
        .containsEntry("client.id", "me");
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, http",
    "PORT, 70000",
    "ISSUER_TIMEOUT, 0",
    "ISSUER_URL, a b",
    "KAFKA_TOPIC, a b"
  })
  void refuseWhatIsNotAllowedByTheNameOfTheVariable(String variable, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertificateSettings.from(Map.of(variable, value)))
        .withMessageContaining(variable)
        .withMessageContaining(value);
  }

  @Test
  void doNotShowThePassword() {
    var settings = CertificateSettings.from(Map.of("DATABASE_PASSWORD", "secret"));

    assertThat(settings.toString()).doesNotContain("secret");
  }
}
