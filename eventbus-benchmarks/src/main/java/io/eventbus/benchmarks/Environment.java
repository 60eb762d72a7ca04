package io.eventbus.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.kafka.core.KafkaTemplate;

/** What a reader has to know to judge a number. */
final class Environment {

  private Environment() {}

  static Map<String, String> describe(ContenderJvm jvm, Settings settings) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("JDK", Integer.toString(Jdks.version(jvm.jdk())));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("heap in MB", Integer.toString(jvm.heapMegabytes()));
    facts.put("kafka-clients", AppInfoParser.getVersion());
    facts.put("spring-kafka", version(KafkaTemplate.class));
    facts.put("parallel-consumer", System.getProperty("benchmarks.parallel-consumer", "?"));
    facts.put("rounds", Integer.toString(settings.rounds()));
    if (settings.scale() != 1) {
      facts.put("scale", Double.toString(settings.scale()));
    }
    if (settings.seconds() != Settings.SECONDS) {
      facts.put("seconds", Integer.toString(settings.seconds()));
    }
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    return facts;
  }

  private static String version(Class<?> type) {
    return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("?");
  }

  /** The numbers in a line. */
  static String brief(Optional<Map<String, Double>> metrics) {
    if (metrics.isEmpty()) {
      return "failed";
    }
    var text = new StringBuilder();
    metrics
        .get()
        .forEach((name, value) -> text.append(String.format(Locale.ROOT, "%s=%.2f ", name, value)));
    return text.toString().strip();
  }
}
