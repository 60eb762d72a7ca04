package io.eventbus.test;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Describes an {@link EmbeddedKafka}: by default one broker with 256 MB of heap that has 60 seconds
 * to start. Nonsense fails in the method that gets it. Not safe for use by several threads.
 */
public final class EmbeddedKafkaBuilder {

  private EmbeddedKafkaOptions options = EmbeddedKafkaOptions.DEFAULTS;

  EmbeddedKafkaBuilder() {}

  /**
   * Sets how many brokers form the cluster, each in a process of its own and each a controller too.
   * Default 1. From three on, topics have three replicas of which two must be in sync.
   *
   * @param brokers 1 to 5; 3 is the least that survives the loss of one
   * @return this builder
   */
  public EmbeddedKafkaBuilder brokers(int brokers) {
    options =
        new EmbeddedKafkaOptions(
            brokers, options.properties(), options.heapMegabytes(), options.startTimeout());
    return this;
  }

  /**
   * Sets a broker property on all brokers, over the defaults that suit tests. Default none. The
   * first that begins with {@code listener.name.secure.} adds a listener for clients that log in by
   * SASL over TLS: {@link EmbeddedKafka#secureBootstrapServers()}.
   *
   * @param key the property, such as {@code message.max.bytes}; not one of those that make the
   *     cluster what it is: ids, roles, listeners, voters, folders
   * @param value its value
   * @return this builder
   */
  public EmbeddedKafkaBuilder property(String key, String value) {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    Map<String, String> properties = new LinkedHashMap<>(options.properties());
    properties.put(key, value);
    options =
        new EmbeddedKafkaOptions(
            options.brokers(), properties, options.heapMegabytes(), options.startTimeout());
    return this;
  }

  /**
   * Sets each broker's largest heap. Default 256.
   *
   * @param heapMegabytes at least 64
   * @return this builder
   */
  public EmbeddedKafkaBuilder heapMegabytes(int heapMegabytes) {
    options =
        new EmbeddedKafkaOptions(
            options.brokers(), options.properties(), heapMegabytes, options.startTimeout());
    return this;
  }

  /**
   * Sets how long the cluster, or a broker that is started again, has until it is ready. Default 60
   * seconds.
   *
   * @param startTimeout more than zero
   * @return this builder
   */
  public EmbeddedKafkaBuilder startTimeout(Duration startTimeout) {
    options =
        new EmbeddedKafkaOptions(
            options.brokers(), options.properties(), options.heapMegabytes(), startTimeout);
    return this;
  }

  /**
   * Starts the cluster and returns when it is ready: all brokers registered, a controller elected.
   *
   * @return the running cluster, to be closed by the caller
   * @throws KafkaClusterException if it is not ready in time; its message ends with the last lines
   *     of a broker's log
   */
  public EmbeddedKafka start() {
    return EmbeddedKafka.start(options);
  }
}
