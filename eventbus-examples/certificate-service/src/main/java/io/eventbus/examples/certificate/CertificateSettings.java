package io.eventbus.examples.certificate;

import io.eventbus.EventBusConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What differs between installations, read from environment variables; the README lists them.
 * Immutable.
 *
 * @param address where the service listens
 * @param database where the data lies
 * @param issuer where the external issuer listens
 * @param issuerTimeout how long it may take to answer
 * @param bus what is said of Kafka
 */
public record CertificateSettings(
    Address address, Database database, URI issuer, Duration issuerTimeout, EventBusConfig bus) {

  /**
   * Where the service listens.
   *
   * @param host that of the network interface, or {@code 0.0.0.0} for all of them
   * @param port 0 for any free one
   */
  public record Address(String host, int port) {}

  /**
   * Where the data lies.
   *
   * @param url by JDBC, of H2 or PostgreSQL
   * @param demoData whether a few learners are put into it at the start
   */
  public record Database(String url, String user, String password, boolean demoData) {

    /** Without the password, and without the URL, which may hold one. */
    @Override
    public String toString() {
      return "Database[user=" + user + "]";
    }
  }

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          // There is no login: who is not on this machine does not get in unless somebody says so.
          Map.entry("HOST", "127.0.0.1"),
          Map.entry("PORT", "8083"),
          // It ends with its pool, after all that uses it, and not by a hook of its own.
          Map.entry("DATABASE_URL", "jdbc:h2:mem:certificates;DB_CLOSE_ON_EXIT=FALSE"),
          Map.entry("DATABASE_USER", "sa"),
          Map.entry("DATABASE_PASSWORD", ""),
          Map.entry("DEMO_DATA", "false"),
          Map.entry("ISSUER_URL", "http://localhost:8084"),
          Map.entry("ISSUER_TIMEOUT", "2000"),
          Map.entry("KAFKA_BROKERS", "localhost:9092"),
          Map.entry("KAFKA_CLIENT_ID", "certificate-service"),
          Map.entry("KAFKA_TOPIC", "user-topic"));

  /**
   * Reads these variables, most often {@link System#getenv()}; one that is empty counts as not
   * there.
   *
   * @throws IllegalArgumentException if one holds what is not allowed
   */
  public static CertificateSettings from(Map<String, String> environment) {
    var variables = new HashMap<>(DEFAULTS);
    environment.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            variables.put(name, value);
          }
        });
    return new CertificateSettings(
        new Address(text(variables, "HOST"), number(variables, "PORT", 0, 65_535)),
        new Database(
            text(variables, "DATABASE_URL"),
            text(variables, "DATABASE_USER"),
            text(variables, "DATABASE_PASSWORD"),
            Boolean.parseBoolean(text(variables, "DEMO_DATA"))),
        uri(variables, "ISSUER_URL"),
        Duration.ofMillis(number(variables, "ISSUER_TIMEOUT", 1, 60_000)),
        EventBusConfig.fromVariables(variables));
  }

  private static String text(Map<String, String> variables, String name) {
    return variables.getOrDefault(name, "");
  }

  private static int number(Map<String, String> variables, String name, int least, int most) {
    var value = text(variables, name);
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        name + " is '" + value + "', allowed: whole numbers from " + least + " to " + most);
  }

  private static URI uri(Map<String, String> variables, String name) {
    var value = text(variables, name);
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name + " is '" + value + "', allowed: a URL", e);
    }
  }
}
