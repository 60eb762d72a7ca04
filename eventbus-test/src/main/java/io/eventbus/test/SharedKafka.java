package io.eventbus.test;

import java.nio.file.Path;
import java.util.List;

/** A cluster as one of several test classes sees it: use it, but do not take it from the others. */
final class SharedKafka extends SteadyKafka {

  private final KafkaCluster cluster;

  SharedKafka(KafkaCluster cluster) {
    super("other test classes share this cluster, @WithKafka(own = true) gives the class its own");
    this.cluster = cluster;
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
