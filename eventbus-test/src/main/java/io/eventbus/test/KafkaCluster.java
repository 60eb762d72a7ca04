package io.eventbus.test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A running Kafka cluster that belongs to tests. {@link WithKafka} injects one, {@link
 * EmbeddedKafka} starts one.
 *
 * <p>The operations that break the cluster ({@code stop}, {@code kill}, {@code start}, {@code
 * pause}, {@code resume} and {@link #broker(int)}) work on an {@link EmbeddedKafka} that the test
 * has for itself. A cluster that is shared between test classes or runs in a container refuses them
 * with {@link UnsupportedOperationException}. An operation that finds its work done already does
 * nothing; after {@link #close()} each throws {@link IllegalStateException}.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface KafkaCluster extends AutoCloseable {

  /**
   * Returns the one that all of this JVM may share: one broker with the defaults, started by the
   * first call, embedded or in a container as the system property {@value WithKafka#KAFKA} says. It
   * refuses to be stopped or closed and ends right after the JVM, so that what closes with the JVM
   * still finds it.
   *
   * @throws KafkaClusterException if it is not ready in time
   */
  static KafkaCluster shared() {
    return SharedKafka.ofThisJvm();
  }

  /**
   * Returns {@code host:port} of each broker, separated by commas. It never changes, not even over
   * a restart.
   */
  String bootstrapServers();

  /**
   * Returns the files that the brokers' output goes to, one per broker in the order of their ids.
   * They disappear with the cluster.
   */
  List<Path> logs();

  /**
   * Ends all brokers in an orderly way (SIGTERM). Those that need longer than five seconds are
   * killed.
   */
  void stop();

  /** Ends all brokers at once (SIGKILL), as a crash would. */
  void kill();

  /**
   * Starts the brokers that do not run, on the same ports and with the same data, and returns when
   * the cluster is ready.
   *
   * @throws KafkaClusterException if it is not within the start timeout
   */
  void start();

  /**
   * Freezes all brokers (SIGSTOP): connections stay open, nothing answers.
   *
   * @throws UnsupportedOperationException where there are no POSIX signals
   */
  void pause();

  /**
   * Lets paused brokers go on (SIGCONT).
   *
   * @throws UnsupportedOperationException where there are no POSIX signals
   */
  void resume();

  /**
   * Returns one broker, to stop or pause it alone.
   *
   * @param id the node id, counted from 1
   * @throws IllegalArgumentException if there is no such broker
   */
  KafkaBroker broker(int id);

  /** Ends the cluster and deletes its data. Further calls do nothing. */
  @Override
  void close();

  /**
   * Creates a topic with the brokers' default replication factor.
   *
   * @param name the topic's name
   * @param partitions how many partitions it gets, at least 1
   * @throws KafkaClusterException if the topic exists or the cluster refuses it
   */
  default void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /**
   * Creates a topic with the brokers' default replication factor.
   *
   * @param name the topic's name
   * @param partitions how many partitions it gets, at least 1
   * @param configs the topic's configuration, such as {@code retention.ms}
   * @throws KafkaClusterException if the topic exists or the cluster refuses it
   */
  default void createTopic(String name, int partitions, Map<String, String> configs) {
    TopicCreation.create(bootstrapServers(), name, partitions, configs);
  }
}
