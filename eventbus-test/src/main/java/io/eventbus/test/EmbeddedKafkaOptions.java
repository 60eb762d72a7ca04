package io.eventbus.test;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/** What an {@link EmbeddedKafkaBuilder} collected, checked once. */
record EmbeddedKafkaOptions(
    int brokers, Map<String, String> properties, int heapMegabytes, Duration startTimeout) {

  static final EmbeddedKafkaOptions DEFAULTS =
      new EmbeddedKafkaOptions(1, Map.of(), 256, Duration.ofSeconds(60));

  private static final int MOST_BROKERS = 5;
  private static final int LEAST_HEAP = 64;

  EmbeddedKafkaOptions {
    if (brokers < 1 || brokers > MOST_BROKERS) {
      throw new IllegalArgumentException(
          "brokers must be between 1 and " + MOST_BROKERS + " but is " + brokers);
    }
    properties = Map.copyOf(requireNonNull(properties, "properties"));
    properties.keySet().forEach(BrokerProperties::requireFree);
    if (heapMegabytes < LEAST_HEAP) {
      throw new IllegalArgumentException(
          "heapMegabytes must be at least " + LEAST_HEAP + " but is " + heapMegabytes);
    }
    requireNonNull(startTimeout, "startTimeout");
    if (startTimeout.isNegative() || startTimeout.isZero()) {
      throw new IllegalArgumentException("startTimeout must be positive but is " + startTimeout);
    }
  }
}
