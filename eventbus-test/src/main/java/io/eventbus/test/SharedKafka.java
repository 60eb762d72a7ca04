package io.eventbus.test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster as one of several test classes sees it: use it, but do not take it from the others. */
final class SharedKafka extends SteadyKafka {

  private static @Nullable SharedKafka ofThisJvm;

  private final KafkaCluster cluster;

  SharedKafka(KafkaCluster cluster) {
    super("other test classes share this cluster, @WithKafka(own = true) gives the class its own");
    this.cluster = cluster;
  }

  static synchronized SharedKafka ofThisJvm() {
    SharedKafka shared = ofThisJvm;
    if (shared == null) {
      shared = new SharedKafka(startForTheJvm());
      ofThisJvm = shared;
    }
    return shared;
  }

  private static KafkaCluster startForTheJvm() {
    var cluster =
        KafkaChoice.REAL.start(
            new KafkaSettings(1, Map.of()),
            System.getProperty(WithKafka.KAFKA, KafkaChoice.EMBEDDED),
            System.getProperty(WithKafka.IMAGE, KafkaChoice.usualImage()));
    if (cluster instanceof EmbeddedKafka embedded) {
      embedded.outliveShutdownHooks();
    }
    return cluster;
  }

  @Override
  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  @Override
  public List<Path> logs() {
    return cluster.logs();
  }

  @Override
  public void close() {
    throw refused("close");
  }
}
