package io.eventbus.examples.content;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/** Sees what each Kafka client of this JVM was given, by its client id. */
public final class SeenProperties implements MetricsReporter {

  private static final Map<String, Map<String, String>> SEEN = new ConcurrentHashMap<>();

  static Map<String, Map<String, String>> byClientId() {
    return SEEN;
  }

  @Override
  public void configure(Map<String, ?> properties) {
    var texts =
        properties.entrySet().stream()
            .filter(property -> property.getValue() != null)
            .collect(
                Collectors.toMap(Map.Entry::getKey, property -> property.getValue().toString()));
    SEEN.putIfAbsent(String.valueOf(properties.get("client.id")), texts);
  }

  @Override
  public void init(List<KafkaMetric> metrics) {}

  @Override
  public void metricChange(KafkaMetric metric) {}

  @Override
  public void metricRemoval(KafkaMetric metric) {}

  @Override
  public void close() {}
}
