package io.eventbus;

import io.eventbus.codec.EventFormat;
import io.eventbus.event.Arguments;
import io.eventbus.topic.TopicNaming;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a bus needs to know, read from the environment or from properties. Values are checked when
 * they are read; an error names the variable, what it holds unless that is a secret, and what is
 * allowed. Immutable; its text shows no secret.
 *
 * <table>
 *   <caption>Each setting by its variable and its property</caption>
 *   <tr><th>variable</th><th>property</th><th>meaning, default</th></tr>
 *   <tr><td>{@code KAFKA_BROKERS}</td><td>{@code eventbus.bootstrap-servers}</td><td>{@code
 *       host:port}, several with commas; required</td></tr>
 *   <tr><td>{@code KAFKA_CLIENT_ID}</td><td>{@code eventbus.client-id}</td><td>the name of this
 *       service; its events' source too, unless that is said</td></tr>
 *   <tr><td>{@code KAFKA_SOURCE}</td><td>{@code eventbus.source}</td><td>the source of its
 *       events</td></tr>
 *   <tr><td>{@code KAFKA_ENABLED}, {@code kafkaEnabled}</td><td>{@code eventbus.enabled}</td><td>
 *       {@code true} or {@code false}; {@code true}</td></tr>
 *   <tr><td>{@code REQUIRE_KAFKA}</td><td>{@code eventbus.required}</td><td>whether to start only
 *       if a broker answers within ten seconds; {@code false}</td></tr>
 *   <tr><td>{@code KAFKA_GROUP_ID}</td><td>{@code eventbus.group}</td><td>see {@link
 *       #group}</td></tr>
 *   <tr><td>{@code KAFKA_TOPIC}</td><td>{@code eventbus.topic}</td><td>one topic for all
 *       types</td></tr>
 *   <tr><td>{@code KAFKA_TOPIC_PREFIX}</td><td>{@code eventbus.topic-prefix}</td><td>of the topics by
 *       convention; none</td></tr>
 *   <tr><td>{@code KAFKA_FORMAT}</td><td>{@code eventbus.format}</td><td>an {@link EventFormat};
 *       {@code CLOUD_EVENTS_BINARY}</td></tr>
 *   <tr><td>{@code KAFKA_CONNECTION_TIMEOUT}</td><td>{@code eventbus.connection-timeout}</td><td>
 *       milliseconds, at least 1; Kafka's default</td></tr>
 *   <tr><td>{@code KAFKA_REQUEST_TIMEOUT}</td><td>{@code eventbus.request-timeout}</td><td>
 *       milliseconds, at least 1; 30,000</td></tr>
 *   <tr><td>{@code KAFKA_INITIAL_RETRY_TIME}</td><td>{@code eventbus.initial-retry-time}</td><td>
 *       milliseconds before a request is sent again, at least 1; Kafka's default</td></tr>
 *   <tr><td>{@code KAFKA_RETRIES}</td><td>{@code eventbus.retries}</td><td>how often a request is
 *       sent again, at least 1; until the delivery timeout</td></tr>
 *   <tr><td>{@code KAFKA_SSL}</td><td>{@code eventbus.ssl}</td><td>{@code true} or {@code false};
 *       {@code false}</td></tr>
 *   <tr><td>{@code KAFKA_SASL_MECHANISM}</td><td>{@code eventbus.sasl.mechanism}</td><td>{@code
 *       plain}, {@code scram-sha-256} or {@code scram-sha-512}; none</td></tr>
 *   <tr><td>{@code KAFKA_SASL_USERNAME}</td><td>{@code eventbus.sasl.username}</td><td>goes with the
 *       mechanism</td></tr>
 *   <tr><td>{@code KAFKA_SASL_PASSWORD}</td><td>{@code eventbus.sasl.password}</td><td>goes with the
 *       mechanism</td></tr>
 *   <tr><td>{@code KAFKA_CONFIG_…}</td><td>{@code eventbus.client.…}</td><td>any property of the
 *       Kafka clients: {@code KAFKA_CONFIG_COMPRESSION_TYPE} is {@code compression.type}</td></tr>
 * </table>
 */
public final class EventBusConfig {

  private static final Duration REQUIRED_TIMEOUT = Duration.ofSeconds(10);
  private static final String CLIENT_VARIABLE = "KAFKA_CONFIG_";
  private static final String CLIENT_PROPERTY = "eventbus.client.";

  /** Each with the names of its variable and its property. */
  private enum Setting {
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

    private final String variable;
    private final String property;

    Setting(String variable, String property) {
      this.variable = variable;
      this.property = "eventbus." + property;
    }
  }

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Map<String, String> clientProperties;
  private final Function<Setting, String> names;

  private EventBusConfig(
      Function<Setting, Optional<String>> source,
      Function<Setting, String> names,
      Map<String, String> clientProperties) {
    for (var setting : Setting.values()) {
      source
          .apply(setting)
          .map(String::strip)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> values.put(setting, value));
    }
    this.names = names;
    this.clientProperties = clientProperties;
    builder();
  }

  /**
   * Reads the variables of this process; one that is empty counts as not there.
   *
   * @throws IllegalArgumentException if one holds what is not allowed
   */
  public static EventBusConfig fromEnvironment() {
    return fromVariables(System.getenv());
  }

  /**
   * Reads these variables, for example in a test.
   *
   * @throws IllegalArgumentException if one holds what is not allowed
   */
  public static EventBusConfig fromVariables(Map<String, String> variables) {
    Arguments.requirePresent(variables, "variables");
    var client = new TreeMap<String, String>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(CLIENT_VARIABLE) && !value.isBlank()) {
            var property = name.substring(CLIENT_VARIABLE.length()).replace('_', '.');
            client.put(property.toLowerCase(Locale.ROOT), value);
          }
        });
    return new EventBusConfig(
        setting -> {
          var value = variables.get(setting.variable);
          boolean there = value != null && !value.isBlank();
          var older = setting == Setting.ENABLED ? variables.get("kafkaEnabled") : null;
          return Optional.ofNullable(there ? value : older);
        },
        setting -> setting.variable,
        client);
  }

  /**
   * Reads these properties; names that do not begin with {@code eventbus.} are not looked at.
   *
   * @throws IllegalArgumentException if one holds what is not allowed, or there is none of its name
   */
  public static EventBusConfig fromProperties(Map<String, String> properties) {
    Arguments.requirePresent(properties, "properties");
    var known = Arrays.stream(Setting.values()).map(setting -> setting.property).toList();
    var client = new HashMap<String, String>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(CLIENT_PROPERTY)) {
            client.put(name.substring(CLIENT_PROPERTY.length()), value);
          } else if (name.startsWith("eventbus.") && !known.contains(name)) {
            throw new IllegalArgumentException(
                "property "
                    + name
                    + " is not known; there are "
                    + known
                    + " and eventbus.client.*");
          }
        });
    return new EventBusConfig(
        setting -> Optional.ofNullable(properties.get(setting.property)),
        setting -> setting.property,
        client);
  }

  /** The consumer group, for {@link EventBus#consumer}. */
  public Optional<String> group() {
    return text(Setting.GROUP);
  }

  /** The one topic of all types. */
  public Optional<String> topic() {
    return text(Setting.TOPIC);
  }

  /** A builder with all of this, to which more can be said. */
  public EventBusBuilder builder() {
    var builder = EventBus.builder();
    text(Setting.BROKERS).ifPresent(builder::bootstrapServers);
    text(Setting.CLIENT_ID).ifPresent(id -> builder.clientProperty("client.id", id));
    checked(Setting.SOURCE, builder::source);
    if (text(Setting.SOURCE).isEmpty()) {
      checked(Setting.CLIENT_ID, builder::source);
    }
    flag(Setting.ENABLED).ifPresent(builder::enabled);
    if (flag(Setting.REQUIRED).orElse(false)) {
      builder.required(REQUIRED_TIMEOUT);
    }
    checked(Setting.TOPIC_PREFIX, builder::topicPrefix);
    checked(Setting.TOPIC, topic -> builder.topicNaming(TopicNaming.fixed(topic)));
    checked(
        Setting.FORMAT,
        format -> builder.format(EventFormat.valueOf(format.toUpperCase(Locale.ROOT))));
    number(Setting.CONNECTION_TIMEOUT, builder, "socket.connection.setup.timeout.ms");
    number(Setting.CONNECTION_TIMEOUT, builder, "socket.connection.setup.timeout.max.ms");
    number(Setting.REQUEST_TIMEOUT, builder, "request.timeout.ms");
    number(Setting.INITIAL_RETRY_TIME, builder, "retry.backoff.ms");
    number(Setting.RETRIES, builder, "retries");
    security().ifPresent(builder::security);
    clientProperties.forEach(builder::clientProperty);
    return builder;
  }

  private Optional<KafkaSecurity> security() {
    boolean tls = flag(Setting.SSL).orElse(false);
    var base = tls ? KafkaSecurity.tls() : KafkaSecurity.plaintext();
    var mechanism = values.get(Setting.SASL_MECHANISM);
    if (mechanism == null) {
      return tls ? Optional.of(base) : Optional.empty();
    }
    var username = required(Setting.SASL_USERNAME);
    var password = required(Setting.SASL_PASSWORD);
    return Optional.of(
        switch (mechanism.toLowerCase(Locale.ROOT)) {
          case "plain" -> base.withPlain(username, password);
          case "scram-sha-256" -> base.withScramSha256(username, password);
          case "scram-sha-512" -> base.withScramSha512(username, password);
          default ->
              throw wrong(Setting.SASL_MECHANISM, "plain, scram-sha-256 and scram-sha-512", null);
        });
  }

  private Optional<String> text(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  private String required(Setting setting) {
    return text(setting)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    names.apply(setting)
                        + " is missing: it goes with "
                        + names.apply(Setting.SASL_MECHANISM)));
  }

  /** Hands a value on, and says whose it is if it is refused. */
  private void checked(Setting setting, Consumer<String> taker) {
    var value = values.get(setting);
    if (value == null) {
      return;
    }
    try {
      taker.accept(value);
    } catch (IllegalArgumentException e) {
      var allowed =
          setting == Setting.FORMAT
              ? Arrays.toString(EventFormat.values())
              : String.valueOf(e.getMessage());
      throw wrong(setting, allowed, e);
    }
  }

  private Optional<Boolean> flag(Setting setting) {
    var value = values.get(setting);
    if (value == null) {
      return Optional.empty();
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw wrong(setting, "true and false", null);
    };
  }

  private void number(Setting setting, EventBusBuilder builder, String clientProperty) {
    var value = values.get(setting);
    if (value == null) {
      return;
    }
    // The publisher tries for two minutes to deliver an event: a request must not take longer.
    int most = setting == Setting.REQUEST_TIMEOUT ? 119_000 : 999_999_999;
    if (!value.matches("[1-9][0-9]{0,8}") || Integer.parseInt(value) > most) {
      throw wrong(setting, "whole numbers from 1 to " + most, null);
    }
    builder.clientProperty(clientProperty, value);
  }

  private IllegalArgumentException wrong(
      Setting setting, String allowed, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        names.apply(setting) + " is '" + values.get(setting) + "', allowed: " + allowed, cause);
  }

  /** Which settings there are; of their values only those that are no secret. */
  @Override
  public String toString() {
    var shown = new EnumMap<>(values);
    shown.replaceAll((setting, value) -> setting == Setting.SASL_PASSWORD ? "(hidden)" : value);
    return "EventBusConfig" + shown + clientProperties.keySet();
  }
}
