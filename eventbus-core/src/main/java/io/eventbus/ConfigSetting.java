package io.eventbus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can be set from outside, each with the names of its variable and its property. */
enum ConfigSetting {
  BROKERS("KAFKA_BROKERS", "bootstrap-servers"),
  CLIENT_ID("KAFKA_CLIENT_ID", "client-id"),
  SOURCE("KAFKA_SOURCE", "source"),
  ENABLED("KAFKA_ENABLED", "enabled"),
  REQUIRED("REQUIRE_KAFKA", "required"),
  GROUP("KAFKA_GROUP_ID", "group"),
  TOPIC("KAFKA_TOPIC", "topic"),
  TOPIC_PREFIX("KAFKA_TOPIC_PREFIX", "topic-prefix"),
  FORMAT("KAFKA_FORMAT", "format"),
  CONNECTION_TIMEOUT("KAFKA_CONNECTION_TIMEOUT", "connection-timeout"),
  REQUEST_TIMEOUT("KAFKA_REQUEST_TIMEOUT", "request-timeout"),
  INITIAL_RETRY_TIME("KAFKA_INITIAL_RETRY_TIME", "initial-retry-time"),
  RETRIES("KAFKA_RETRIES", "retries"),
  SSL("KAFKA_SSL", "ssl"),
  SASL_MECHANISM("KAFKA_SASL_MECHANISM", "sasl.mechanism"),
  SASL_USERNAME("KAFKA_SASL_USERNAME", "sasl.username"),
  SASL_PASSWORD("KAFKA_SASL_PASSWORD", "sasl.password");

  /** What the names of the Kafka clients' properties begin with. */
  static final String CLIENT_PROPERTY = "eventbus.client.";

  private static final String CLIENT_VARIABLE = "KAFKA_CONFIG_";

  final String variable;
  final String property;

  ConfigSetting(String variable, String property) {
    this.variable = variable;
    this.property = "eventbus." + property;
  }

  static List<String> properties() {
    return Arrays.stream(values()).map(setting -> setting.property).toList();
  }

  /** Its value among these variables. */
  Optional<String> in(Map<String, String> variables) {
    var value = variables.get(variable);
    boolean there = value != null && !value.isBlank();
    var older = this == ENABLED ? variables.get("kafkaEnabled") : null;
    return Optional.ofNullable(there ? value : older);
  }

  /** The Kafka clients' properties among these variables. */
  static Map<String, String> clientProperties(Map<String, String> variables) {
    var client = new TreeMap<String, String>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(CLIENT_VARIABLE) && !value.isBlank()) {
            var property = name.substring(CLIENT_VARIABLE.length()).replace('_', '.');
            client.put(property.toLowerCase(Locale.ROOT), value);
          }
        });
    return client;
  }
}
