package io.eventbus.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A real Kafka cluster (KRaft) from Maven jars, by default of one broker: no Docker, no ZooKeeper,
 * nothing to install.
 *
 * <pre>{@code
 * try (var kafka = EmbeddedKafka.builder().start()) {
 *   kafka.createTopic("orders", 3);
 *   new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers(), ...));
 * }
 * }</pre>
 *
 * <p>Each broker runs in a process of its own with the Java of this one; its libraries never meet
 * those of the test. It listens on free ports of the loopback address only. Data and logs lie in a
 * temporary folder that {@link #close()} deletes; where nobody closes the cluster, it ends and
 * disappears with this JVM, even if that is killed. Only a broker that is {@linkplain #pause()
 * paused} in that moment stays until it is resumed or killed.
 *
 * <p>Defaults suit tests: topics are created on first use with three partitions, groups do not wait
 * for a second member, and one broker needs no replicas. Safe for use by several threads.
 */
public final class EmbeddedKafka implements KafkaCluster {

  private static final int STARTS = 3;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Object lock = new Object();
  private final Path folder = TempFolder.create("eventbus-kafka-");
  private final Thread shutdownHook = new Thread(this::destroy, "eventbus-kafka-shutdown");
  private final Ports ports;
  private final EmbeddedKafkaOptions options;
  private final List<BrokerProcess> processes;
  private boolean closed;

  private EmbeddedKafka(EmbeddedKafkaOptions options) {
    this.options = options;
    this.ports = Ports.free(options.brokers());
    this.processes =
        IntStream.rangeClosed(1, options.brokers())
            .mapToObj(id -> new BrokerProcess(id, folder, ports, options))
            .toList();
  }

  /** Returns a builder with the defaults: one broker, 256 MB of heap, 60 seconds to start. */
  public static EmbeddedKafkaBuilder builder() {
    return new EmbeddedKafkaBuilder();
  }

  static EmbeddedKafka start(EmbeddedKafkaOptions options) {
    for (int attempt = 1; ; attempt++) {
      var kafka = new EmbeddedKafka(options);
      try {
        Runtime.getRuntime().addShutdownHook(kafka.shutdownHook);
        kafka.start();
        return kafka;
      } catch (PortTakenException e) {
        kafka.close();
        if (attempt == STARTS) {
          throw e;
        }
      } catch (RuntimeException | Error e) {
        kafka.close();
        throw e;
      }
    }
  }

  @Override
  public String bootstrapServers() {
    return String.join(",", ports.clientAddresses());
  }

  /**
   * Where clients connect that log in by SASL over TLS.
   *
   * @return {@code host:port} of each broker, with commas between them
   * @throws IllegalStateException if no property begins with {@code listener.name.secure.}
   */
  public String secureBootstrapServers() {
    if (!BrokerProperties.hasSecureListener(options.properties())) {
      throw new IllegalStateException(
          "The cluster has no listener for logins: set properties that begin with"
              + " listener.name.secure.");
    }
    return String.join(",", ports.secureAddresses());
  }

  @Override
  public List<Path> logs() {
    return processes.stream().map(BrokerProcess::log).toList();
  }

  @Override
  public void stop() {
    stop(processes);
  }

  @Override
  public void kill() {
    kill(processes);
  }

  @Override
  public void start() {
    start(processes);
  }

  @Override
  public void pause() {
    each(processes, BrokerProcess::pause);
  }

  @Override
  public void resume() {
    each(processes, BrokerProcess::resume);
  }

  @Override
  public KafkaBroker broker(int id) {
    if (id < 1 || id > processes.size()) {
      throw new IllegalArgumentException(
          "id must be between 1 and " + processes.size() + " but is " + id);
    }
    return new EmbeddedBroker(this, processes.get(id - 1));
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      destroy();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // This JVM is shutting down; the hook finds its work done.
    }
  }

  /**
   * Leaves the end to the brokers, which notice that this JVM is gone: until its last shutdown hook
   * has returned they are there.
   */
  void outliveShutdownHooks() {
    Runtime.getRuntime().removeShutdownHook(shutdownHook);
  }

  void stop(List<BrokerProcess> brokers) {
    synchronized (lock) {
      each(brokers, BrokerProcess::resume);
      // All are asked before one is awaited: none can leave in order when the others already have.
      each(brokers, BrokerProcess::terminate);
      long deadline = System.nanoTime() + GRACE.toNanos();
      for (BrokerProcess broker : brokers) {
        if (!broker.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
          broker.kill();
          broker.awaitEnd(GRACE);
        }
      }
    }
  }

  void kill(List<BrokerProcess> brokers) {
    synchronized (lock) {
      each(brokers, BrokerProcess::kill);
      brokers.forEach(broker -> broker.awaitEnd(GRACE));
    }
  }

  void start(List<BrokerProcess> brokers) {
    synchronized (lock) {
      requireOpen();
      brokers.stream().filter(broker -> !broker.isRunning()).forEach(BrokerProcess::launch);
      Readiness.await(brokers, options.startTimeout());
    }
  }

  void each(List<BrokerProcess> brokers, Consumer<BrokerProcess> action) {
    synchronized (lock) {
      requireOpen();
      brokers.forEach(action);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The Kafka cluster is closed");
    }
  }

  /** Takes no lock: a shutdown does not wait for a start. */
  private void destroy() {
    processes.forEach(BrokerProcess::kill);
    processes.forEach(broker -> broker.awaitEnd(GRACE));
    TempFolder.delete(folder);
  }
}
