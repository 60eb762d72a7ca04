package io.eventbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.test.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS and a login, with what a file and the environment say together. */
class SecureConnectionIT {

  private static final String SECRET = "canary-\"7c1f\\;";
  private static final String STORE_PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;

  private final Session session = new Session();

  @BeforeAll
  static void start() throws Exception {
    var store = folder.resolve("broker.p12");
    keytool(
        store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=ip:127.0.0.1");
    keytool(store, "-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
    kafka =
        EmbeddedKafka.builder()
            .property("listener.name.secure.ssl.keystore.location", store.toString())
            .property("listener.name.secure.ssl.keystore.type", "PKCS12")
            .property("listener.name.secure.ssl.keystore.password", STORE_PASSWORD)
            .property("listener.name.secure.sasl.enabled.mechanisms", "SCRAM-SHA-512")
            .property(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;")
            .start();
    kafka.createTopic("orders", 1);
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var admin = Admin.create(config)) {
      var iterations = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      var alice = new UserScramCredentialUpsertion("alice", iterations, SECRET);
      admin.alterUserScramCredentials(List.<UserScramCredentialAlteration>of(alice)).all().get();
    }
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "broker", "-keystore", store.toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("keytool"))).isZero();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void writeFile() throws Exception {
    Files.writeString(
        folder.resolve("prod.properties"),
        """
        eventbus.bootstrap-servers=%s
        eventbus.ssl=true
        eventbus.sasl.mechanism=scram-sha-512
        eventbus.sasl.username=alice
        eventbus.client.ssl.truststore.type=PEM
        eventbus.client.ssl.truststore.location=%s
        """
            .formatted(kafka.secureBootstrapServers(), folder.resolve("ca.pem")));
  }

  private Session.Result topics(String... more) {
    var args =
        new ArrayList<>(List.of("topics", "-c", folder.resolve("prod.properties").toString()));
    args.addAll(List.of(more));
    return session.run(args.toArray(String[]::new));
  }

  @Test
  void loginByTheEnvironmentOrAtTheTerminalIsAccepted() {
    session.answering(SECRET);
    assertThat(topics().out()).contains("orders");
    assertThat(session.questions()).isEqualTo("Password of alice: ");

    session.with("KAFKA_SASL_PASSWORD", SECRET);
    assertThat(topics().out()).contains("orders");
  }

  @Test
  void refusedLoginIsOneLineWithoutThePassword() {
    session.with("KAFKA_SASL_PASSWORD", "wrong-canary");

    var plain = topics();
    var verbose = topics("--verbose");

    assertThat(plain.code()).isEqualTo(1);
    assertThat(plain.err())
        .isEqualTo(
            "eventbus: the login at "
                + kafka.secureBootstrapServers()
                + " was refused: check the user, password and mechanism\n");
    assertThat(verbose.err()).contains("    at io.eventbus").doesNotContain("canary");
  }

  @Test
  void certificateThatIsNotTrustedIsTold() {
    var result =
        session.run("topics", "-b", kafka.secureBootstrapServers(), "--tls", "--timeout", "5");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("eventbus: the TLS handshake with " + kafka.secureBootstrapServers());
  }

  @Test
  void brokerThatWantsTlsDoesNotAnswerWithoutAndTheLineSaysSo() {
    session.with("KAFKA_SSL", "false").with("KAFKA_SASL_PASSWORD", SECRET);

    var result = topics("--timeout", "2");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("whether the brokers want TLS or a login\n");
  }
}
