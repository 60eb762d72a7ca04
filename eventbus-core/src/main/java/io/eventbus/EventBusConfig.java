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

  private final Map<ConfigSetting, String> values = new EnumMap<>(ConfigSetting.class);
  private final Map<String, String> clientProperties;
  private final Function<ConfigSetting, String> names;

  private EventBusConfig(
      Function<ConfigSetting, Optional<String>> source,
      Function<ConfigSetting, String> names,
      Map<String, String> clientProperties) {
    for (var setting : ConfigSetting.values()) {
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
    return new EventBusConfig(
        setting -> setting.in(variables),
        setting -> setting.variable,
        ConfigSetting.clientProperties(variables));
  }

  /**
   * What these variables say, by the names of the properties: to be put together with properties
   * from elsewhere and given to {@link #fromProperties}. Nothing is checked, and nothing hidden.
   */
  public static Map<String, String> propertiesOf(Map<String, String> variables) {
    Arguments.requirePresent(variables, "variables");
    var properties = new TreeMap<String, String>();
    for (var setting : ConfigSetting.values()) {
      setting.in(variables).ifPresent(value -> properties.put(setting.property, value));
    }
    ConfigSetting.clientProperties(variables)
        .forEach((name, value) -> properties.put(ConfigSetting.CLIENT_PROPERTY + name, value));
    return properties;
  }

  /**
   * Reads these properties; names that do not begin with {@code eventbus.} are not looked at.
   *
   * @throws IllegalArgumentException if one holds what is not allowed, or there is none of its name
   */
  public static EventBusConfig fromProperties(Map<String, String> properties) {
    Arguments.requirePresent(properties, "properties");
    var known = ConfigSetting.properties();
    var client = new HashMap<String, String>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(ConfigSetting.CLIENT_PROPERTY)) {
            client.put(name.substring(ConfigSetting.CLIENT_PROPERTY.length()), value);
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
    return text(ConfigSetting.GROUP);
  }

  /** The one topic of all types. */
  public Optional<String> topic() {
    return text(ConfigSetting.TOPIC);
  }

  /**
   * What the Kafka clients of a bus are given: where the brokers are, TLS, SASL, and all else that
   * was said of them. For tools with clients of their own; it holds the secrets.
   */
  public Map<String, Object> clientProperties() {
    return builder().clientProperties();
  }

  /** A builder with all of this, to which more can be said. */
  public EventBusBuilder builder() {
    var builder = EventBus.builder();
    text(ConfigSetting.BROKERS).ifPresent(builder::bootstrapServers);
    text(ConfigSetting.CLIENT_ID).ifPresent(id -> builder.clientProperty("client.id", id));
    checked(ConfigSetting.SOURCE, builder::source);
    if (text(ConfigSetting.SOURCE).isEmpty()) {
      checked(ConfigSetting.CLIENT_ID, builder::source);
    }
    flag(ConfigSetting.ENABLED).ifPresent(builder::enabled);
    if (flag(ConfigSetting.REQUIRED).orElse(false)) {
      builder.required(REQUIRED_TIMEOUT);
    }
    checked(ConfigSetting.TOPIC_PREFIX, builder::topicPrefix);
    checked(ConfigSetting.TOPIC, topic -> builder.topicNaming(TopicNaming.fixed(topic)));
    checked(
        ConfigSetting.FORMAT,
        format -> builder.format(EventFormat.valueOf(format.toUpperCase(Locale.ROOT))));
    number(ConfigSetting.CONNECTION_TIMEOUT, builder, "socket.connection.setup.timeout.ms");
    number(ConfigSetting.CONNECTION_TIMEOUT, builder, "socket.connection.setup.timeout.max.ms");
    number(ConfigSetting.REQUEST_TIMEOUT, builder, "request.timeout.ms");
    number(ConfigSetting.INITIAL_RETRY_TIME, builder, "retry.backoff.ms");
    number(ConfigSetting.RETRIES, builder, "retries");
    security().ifPresent(builder::security);
    clientProperties.forEach(builder::clientProperty);
    return builder;
  }

  private Optional<KafkaSecurity> security() {
    boolean tls = flag(ConfigSetting.SSL).orElse(false);
    var base = tls ? KafkaSecurity.tls() : KafkaSecurity.plaintext();
    var mechanism = values.get(ConfigSetting.SASL_MECHANISM);
    if (mechanism == null) {
      return tls ? Optional.of(base) : Optional.empty();
    }
    var username = required(ConfigSetting.SASL_USERNAME);
    var password = required(ConfigSetting.SASL_PASSWORD);
    return Optional.of(
        switch (mechanism.toLowerCase(Locale.ROOT)) {
          case "plain" -> base.withPlain(username, password);
          case "scram-sha-256" -> base.withScramSha256(username, password);
          case "scram-sha-512" -> base.withScramSha512(username, password);
          default ->
              throw wrong(
                  ConfigSetting.SASL_MECHANISM, "plain, scram-sha-256 and scram-sha-512", null);
        });
  }

  private Optional<String> text(ConfigSetting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  private String required(ConfigSetting setting) {
    return text(setting)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    names.apply(setting)
                        + " is missing: it goes with "
                        + names.apply(ConfigSetting.SASL_MECHANISM)));
  }

  /** Hands a value on, and says whose it is if it is refused. */
  private void checked(ConfigSetting setting, Consumer<String> taker) {
    var value = values.get(setting);
    if (value == null) {
      return;
    }
    try {
      taker.accept(value);
    } catch (IllegalArgumentException e) {
      var allowed =
          setting == ConfigSetting.FORMAT
              ? Arrays.toString(EventFormat.values())
              : String.valueOf(e.getMessage());
      throw wrong(setting, allowed, e);
    }
  }

  private Optional<Boolean> flag(ConfigSetting setting) {
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

  private void number(ConfigSetting setting, EventBusBuilder builder, String clientProperty) {
    var value = values.get(setting);
    if (value == null) {
      return;
    }
    // The publisher tries for two minutes to deliver an event: a request must not take longer.
    int most = setting == ConfigSetting.REQUEST_TIMEOUT ? 119_000 : 999_999_999;
    if (!value.matches("[1-9][0-9]{0,8}") || Integer.parseInt(value) > most) {
      throw wrong(setting, "whole numbers from 1 to " + most, null);
    }
    builder.clientProperty(clientProperty, value);
  }

  private IllegalArgumentException wrong(
      ConfigSetting setting, String allowed, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        names.apply(setting) + " is '" + values.get(setting) + "', allowed: " + allowed, cause);
  }

  /** Which settings there are; of their values only those that are no secret. */
  @Override
  public String toString() {
    var shown = new EnumMap<>(values);
    shown.replaceAll(
        (setting, value) -> setting == ConfigSetting.SASL_PASSWORD ? "(hidden)" : value);
    return "EventBusConfig" + shown + clientProperties.keySet();
  }
}
