package io.eventbus.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventbus.cli.Session;
import io.eventbus.cli.terminal.UsageException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KafkaOptionsTest {

  private static final String SECRET = "canary-7c1f";

  private final Session session = new Session();
  private final Path file;

  KafkaOptionsTest(@TempDir Path folder) {
    this.file = folder.resolve("prod.properties");
  }

  private Map<String, Object> read(String... args) {
    return connect(args).clientProperties();
  }

  private KafkaAccess connect(String... args) {
    var options = new KafkaOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("kafka", mixin(options)))
        .parseArgs(args);
    return options.connect(session.terminal(new StringWriter(), new StringWriter()));
  }

  private static CommandLine.Model.CommandSpec mixin(KafkaOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  @Test
  void optionsCountMoreThanTheEnvironmentAndThatMoreThanTheFile() throws IOException {
    Files.writeString(
        file,
        """
        eventbus.bootstrap-servers=file:1
        eventbus.client-id=file
        eventbus.client.retry.backoff.ms=1
        eventbus.jdbc.url=jdbc:h2:mem:x
        other=ignored
        """);
    session.with("KAFKA_BROKERS", "environment:2").with("KAFKA_CLIENT_ID", "environment");

    assertThat(read("-c", file.toString(), "-b", "option:3"))
        .containsEntry("bootstrap.servers", "option:3")
        .containsEntry("client.id", "environment")
        .containsEntry("retry.backoff.ms", "1")
        .containsEntry("request.timeout.ms", "10000");
  }

  @Test
  void loginOfTheEnvironmentGoesWithTheMechanismOfTheFile() throws IOException {
    Files.writeString(
        file, "eventbus.ssl=true\neventbus.sasl.mechanism=plain\neventbus.sasl.username=u\n");
    session.with("KAFKA_SASL_PASSWORD", SECRET).with("KAFKA_BROKERS", "b:1");

    assertThat(read("-c", file.toString()))
        .containsEntry("security.protocol", "SASL_SSL")
        .hasEntrySatisfying(
            "sasl.jaas.config", login -> assertThat((String) login).contains(SECRET));
  }

  @Test
  void fileOfTheDocumentationIsRead() {
    session.with("KAFKA_SASL_PASSWORD", SECRET);

    assertThat(read("-c", "src/test/resources/io/eventbus/cli/prod.properties"))
        .containsEntry("bootstrap.servers", "kafka-1:9093,kafka-2:9093")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("ssl.truststore.location", "/etc/kafka/ca.pem");
  }

  @Test
  void missingPasswordIsAskedForWhereSomebodyAnswers() {
    session.answering(SECRET);

    assertThat(read("-b", "b:1", "--tls", "--sasl-mechanism", "plain", "--sasl-username", "u"))
        .hasEntrySatisfying(
            "sasl.jaas.config", login -> assertThat((String) login).contains(SECRET));
    assertThat(session.questions()).isEqualTo("Password of u: ");
  }

  @Test
  void missingPasswordIsAnErrorElsewhere() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> read("-b", "b:1", "--sasl-mechanism", "plain", "--sasl-username", "u"))
        .withMessageContaining("the password of u is missing: set KAFKA_SASL_PASSWORD");
  }

  @Test
  void wrongValueIsNamedAsItIsCalledWhereItStands() throws IOException {
    session.with("KAFKA_BROKERS", "b:1");
    Files.writeString(file, "eventbus.ssl=maybe\n");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> read("-c", file.toString()))
        .withMessage("eventbus.ssl in " + file + " is 'maybe', allowed: true and false");

    session.with("KAFKA_SSL", "perhaps");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> read("-c", file.toString()))
        .withMessage("KAFKA_SSL is 'perhaps', allowed: true and false");
  }

  @Test
  void serviceThatIsSwitchedOffCanBeLookedAt() {
    session
        .with("KAFKA_BROKERS", "b:1")
        .with("KAFKA_ENABLED", "false")
        .with("REQUIRE_KAFKA", "true");

    assertThat(connect().config().toString()).doesNotContain("ENABLED", "REQUIRED");
  }

  @Test
  void fileThatIsNoneIsNamed() throws IOException {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> read("-c", file.toString()))
        .withMessage("there is no file " + file);
    Files.writeString(file, "bootstrap.servers=b:1");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> read("-c", file.toString()))
        .withMessageContaining("has no property that begins with eventbus.");
  }
}
