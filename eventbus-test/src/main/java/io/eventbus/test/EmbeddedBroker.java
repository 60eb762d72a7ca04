package io.eventbus.test;

import java.nio.file.Path;
import java.util.List;

/** One broker as its cluster's users see it. */
final class EmbeddedBroker implements KafkaBroker {

  private final EmbeddedKafka cluster;
  private final BrokerProcess process;

  EmbeddedBroker(EmbeddedKafka cluster, BrokerProcess process) {
    this.cluster = cluster;
    this.process = process;
  }

  @Override
  public int id() {
    return process.id();
  }

  @Override
  public Path log() {
    return process.log();
  }

  @Override
  public boolean isRunning() {
    return process.isRunning();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void stop() {
    cluster.stop(List.of(process));
  }

  @Override
  public void kill() {
    cluster.kill(List.of(process));
  }

  @Override
  public void start() {
    cluster.start(List.of(process));
  }

  @Override
  public void pause() {
    cluster.each(List.of(process), BrokerProcess::pause);
  }

  @Override
  public void resume() {
    cluster.each(List.of(process), BrokerProcess::resume);
  }
}
