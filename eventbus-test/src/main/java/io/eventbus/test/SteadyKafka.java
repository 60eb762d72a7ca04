package io.eventbus.test;

/** A cluster that its users cannot break. */
abstract class SteadyKafka implements KafkaCluster {

  private final String reason;

  /** The reason ends the sentence "stop is not supported: ". */
  SteadyKafka(String reason) {
    this.reason = reason;
  }

  @Override
  public final void stop() {
    throw refused("stop");
  }

  @Override
  public final void kill() {
    throw refused("kill");
  }

  @Override
  public final void start() {
    throw refused("start");
  }

  @Override
  public final void pause() {
    throw refused("pause");
  }

  @Override
  public final void resume() {
    throw refused("resume");
  }

  @Override
  public final KafkaBroker broker(int id) {
    throw refused("broker");
  }

  final UnsupportedOperationException refused(String operation) {
    return new UnsupportedOperationException(operation + " is not supported: " + reason);
  }
}
