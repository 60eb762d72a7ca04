package io.eventbus.test;

import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses where a cluster runs: in a container where that is asked for and Docker answers,
 * otherwise in processes.
 *
 * @param dockerAnswers called only when containers are asked for; may fail with a {@link
 *     LinkageError} where Testcontainers is not on the class path
 */
record KafkaChoice(
    BooleanSupplier dockerAnswers,
    Function<KafkaSettings, KafkaCluster> embedded,
    BiFunction<KafkaSettings, String, KafkaCluster> container) {

  static final String EMBEDDED = "embedded";

  private static final Logger log = LoggerFactory.getLogger(KafkaChoice.class);

  /**
   * The real ones. The lambdas keep classes that need Testcontainers from being loaded before they
   * are called.
   */
  static final KafkaChoice REAL =
      new KafkaChoice(
          () -> ContainerKafka.dockerAnswers(),
          KafkaChoice::startEmbedded,
          (settings, image) -> ContainerKafka.start(settings, image));

  /** Kafka in the version of the clients. */
  static String usualImage() {
    return "apache/kafka:" + AppInfoParser.getVersion();
  }

  KafkaCluster start(KafkaSettings settings, String asked, String image) {
    return switch (asked) {
      case EMBEDDED -> embedded.apply(settings);
      case "testcontainers" ->
          inContainer(settings) ? container.apply(settings, image) : embedded.apply(settings);
      default ->
          throw new ExtensionConfigurationException(
              WithKafka.KAFKA + " must be embedded or testcontainers but is " + asked);
    };
  }

  private boolean inContainer(KafkaSettings settings) {
    if (settings.brokers() > 1) {
      log.warn("A container holds one broker only, {} embedded ones are used", settings.brokers());
      return false;
    }
    try {
      if (dockerAnswers.getAsBoolean()) {
        return true;
      }
      log.warn("Docker does not answer, an embedded Kafka is used instead of Testcontainers");
    } catch (LinkageError e) {
      log.warn(
          "Testcontainers' Kafka module is not on the class path, an embedded Kafka is used", e);
    }
    return false;
  }

  private static KafkaCluster startEmbedded(KafkaSettings settings) {
    var builder = EmbeddedKafka.builder().brokers(settings.brokers());
    settings.properties().forEach(builder::property);
    return builder.start();
  }
}
