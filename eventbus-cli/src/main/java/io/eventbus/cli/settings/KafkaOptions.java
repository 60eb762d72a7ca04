package io.eventbus.cli.settings;

import io.eventbus.EventBusConfig;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that talk to Kafka. */
public final class KafkaOptions {

  private static final String CLIENT = "eventbus.client.";
  private static final String PASSWORD = "eventbus.sasl.password";
  private static final String OWN_NAME = "eventbus-cli";

  @Option(
      names = {"-b", "--bootstrap-servers"},
      paramLabel = "HOST:PORT,…",
      description = "Where the brokers are (KAFKA_BROKERS).")
  private @Nullable String bootstrapServers;

  @Option(names = "--tls", description = "Connect by TLS (KAFKA_SSL).")
  private boolean tls;

  @Option(
      names = "--sasl-mechanism",
      paramLabel = "NAME",
      description = "plain, scram-sha-256 or scram-sha-512 (KAFKA_SASL_MECHANISM).")
  private @Nullable String saslMechanism;

  @Option(
      names = "--sasl-username",
      paramLabel = "NAME",
      description = "Who logs in (KAFKA_SASL_USERNAME); the password is KAFKA_SASL_PASSWORD.")
  private @Nullable String saslUsername;

  @Option(names = "--sasl-password", hidden = true, converter = PasswordOnCommandLine.class)
  @SuppressWarnings("unused") // it is refused
  private @Nullable String saslPassword;

  @Option(
      names = {"-P", "--client-property"},
      paramLabel = "NAME=VALUE",
      description = "Any property of the Kafka clients that is no secret (KAFKA_CONFIG_…).")
  private final Map<String, String> clientProperties = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for a broker; ${DEFAULT-VALUE} by default.")
  private int timeoutSeconds;

  @Mixin private final ConfigFile file = new ConfigFile();

  /**
   * What is known of Kafka, connected to when it is first asked.
   *
   * @throws UsageException if something is missing or wrong
   */
  public KafkaAccess connect(Terminal terminal) {
    var settings = new Settings(terminal, file);
    putOptions(settings);
    if (settings.get("eventbus.bootstrap-servers").isEmpty()) {
      throw new UsageException(
          "say where the brokers are: --bootstrap-servers host:9092, KAFKA_BROKERS, or"
              + " eventbus.bootstrap-servers in the file of --config");
    }
    askForPassword(terminal, settings);
    try {
      var source = settings.get("eventbus.source").orElse(OWN_NAME);
      var config = EventBusConfig.fromProperties(settings.kafka());
      return new KafkaAccess(config, source, timeoutSeconds);
    } catch (IllegalArgumentException e) {
      throw new UsageException(settings.named(String.valueOf(e.getMessage())));
    }
  }

  private void putOptions(Settings settings) {
    put(settings, "eventbus.bootstrap-servers", bootstrapServers, "--bootstrap-servers");
    put(settings, "eventbus.sasl.mechanism", saslMechanism, "--sasl-mechanism");
    put(settings, "eventbus.sasl.username", saslUsername, "--sasl-username");
    put(settings, "eventbus.ssl", tls ? "true" : null, "--tls");
    clientProperties.forEach(
        (name, value) -> put(settings, CLIENT + name, shown(name, value), "--client-property"));
    requireTimeout();
    for (var name : new String[] {"request.timeout.ms", "default.api.timeout.ms"}) {
      put(settings, CLIENT + name, Long.toString(timeoutSeconds * 1000L), "--timeout");
    }
    settings.putIfAbsent("eventbus.client-id", OWN_NAME);
    settings.putIfAbsent("eventbus.source", OWN_NAME);
    // Whoever runs a command wants it to be done, whatever a service does at its start.
    settings.remove("eventbus.enabled");
    settings.remove("eventbus.required");
  }

  private static void put(Settings settings, String name, @Nullable String value, String option) {
    if (value != null) {
      settings.put(name, value, option);
    }
  }

  private static String shown(String name, String value) {
    if (Settings.isSecret(name)) {
      throw new UsageException(
          "--client-property "
              + name
              + " is a secret, which others can read on a command line (ps): set "
              + CLIENT
              + name
              + " in the file of --config, or its variable KAFKA_CONFIG_…");
    }
    return value;
  }

  private void requireTimeout() {
    if (timeoutSeconds < 1 || timeoutSeconds > 3600) {
      throw new UsageException("--timeout is " + timeoutSeconds + ", allowed: 1 to 3600 seconds");
    }
  }

  private static void askForPassword(Terminal terminal, Settings settings) {
    var username = settings.get("eventbus.sasl.username");
    if (settings.get("eventbus.sasl.mechanism").isEmpty()
        || username.isEmpty()
        || settings.get(PASSWORD).isPresent()) {
      return;
    }
    if (!terminal.operator().answers()) {
      throw new UsageException(
          "the password of "
              + username.get()
              + " is missing: set KAFKA_SASL_PASSWORD, or eventbus.sasl.password in the file of"
              + " --config");
    }
    var password = terminal.operator().askSecret("Password of " + username.get() + ": ");
    settings.put(PASSWORD, password, "the password");
  }
}
