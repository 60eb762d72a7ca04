package io.eventbus.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the brokers' logs to where they outlive the cluster. */
final class KeptLogs {

  private static final Logger log = LoggerFactory.getLogger(KeptLogs.class);
  private static final String DEFAULT_FOLDER = "target/eventbus-broker-logs";

  private KeptLogs() {}

  /** Never fails: the test's own failure is the one to be seen. */
  static void keep(ExtensionContext context, KafkaCluster cluster) {
    Path folder = Path.of(context.getConfigurationParameter(WithKafka.LOGS).orElse(DEFAULT_FOLDER));
    try {
      Files.createDirectories(folder);
      List<Path> logs = cluster.logs();
      for (int i = 0; i < logs.size(); i++) {
        String broker = logs.size() == 1 ? "" : ".broker-" + (i + 1);
        Path target = folder.resolve(name(context) + broker + ".log").toAbsolutePath();
        Files.copy(logs.get(i), target, StandardCopyOption.REPLACE_EXISTING);
        log.warn("Kept the log of the test's Kafka broker: {}", target);
        context.publishReportEntry("eventbus.broker.log", target.toString());
      }
    } catch (IOException | RuntimeException e) {
      log.warn("Cannot keep the log of the test's Kafka broker in {}", folder, e);
    }
  }

  private static String name(ExtensionContext context) {
    String type = context.getRequiredTestClass().getName();
    return context.getTestMethod().map(method -> type + "." + method.getName()).orElse(type);
  }
}
