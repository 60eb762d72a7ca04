package io.eventbus.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** One broker in a container. The only class that needs Testcontainers on the class path. */
final class ContainerKafka extends SteadyKafka {

  private final KafkaContainer container;
  private final Path folder = TempFolder.create("eventbus-kafka-");

  private ContainerKafka(KafkaContainer container) {
    super("the cluster runs in a container, whose ports change with a restart");
    this.container = container;
  }

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static KafkaCluster start(KafkaSettings settings, String image) {
    var name = DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka");
    var container = new KafkaContainer(name);
    BrokerProperties.defaults(1).forEach((key, value) -> set(container, key, value));
    settings.properties().forEach((key, value) -> set(container, key, value));
    container.start();
    return new ContainerKafka(container);
  }

  private static void set(KafkaContainer container, String key, String value) {
    BrokerProperties.requireFree(key);
    container.withEnv("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  /** The container's output so far, copied to a file by each call. */
  @Override
  public List<Path> logs() {
    Path log = folder.resolve("broker.log");
    try {
      Files.writeString(log, container.getLogs());
    } catch (IOException e) {
      throw new KafkaClusterException("Cannot write the container's log to " + log, e);
    }
    return List.of(log);
  }

  @Override
  public void close() {
    container.stop();
    TempFolder.delete(folder);
  }
}
