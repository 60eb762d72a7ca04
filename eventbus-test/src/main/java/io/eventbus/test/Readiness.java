package io.eventbus.test;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.InterruptException;

/** Waits until brokers answer, are registered and have elected a controller. */
final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int CONNECT_MILLIS = 500;

  private final List<BrokerProcess> brokers;
  private final Duration timeout;
  private final long deadline;

  private Readiness(List<BrokerProcess> brokers, Duration timeout) {
    this.brokers = brokers;
    this.timeout = timeout;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  static void await(List<BrokerProcess> brokers, Duration timeout) {
    new Readiness(brokers, timeout).await();
  }

  private void await() {
    // First the ports: the admin client warns of each connection that fails.
    for (BrokerProcess broker : brokers) {
      while (!accepts(broker.port())) {
        awaitNextTry();
      }
    }
    try (var admin = Admin.create(client())) {
      while (!isReady(admin)) {
        awaitNextTry();
      }
    }
  }

  private Map<String, Object> client() {
    Map<String, Object> config = new HashMap<>();
    config.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers.stream().map(b -> "127.0.0.1:" + b.port()).collect(Collectors.joining(",")));
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
    config.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    return config;
  }

  private boolean isReady(Admin admin) {
    try {
      Set<Integer> registered =
          admin.describeCluster().nodes().get().stream().map(Node::id).collect(Collectors.toSet());
      Set<Integer> expected = brokers.stream().map(BrokerProcess::id).collect(Collectors.toSet());
      return registered.containsAll(expected)
          && admin.describeMetadataQuorum().quorumInfo().get().leaderId() > 0;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw new KafkaClusterException("Interrupted while waiting for Kafka", e);
    }
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(Ports.address(port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Fails where no further try can help. */
  private void awaitNextTry() {
    for (BrokerProcess broker : brokers) {
      if (!broker.isRunning()) {
        throw ended(broker);
      }
    }
    if (System.nanoTime() - deadline >= 0) {
      BrokerProcess broker = brokers.get(0);
      throw new KafkaClusterException(
          "Kafka was not ready within " + timeout + ". " + LogTail.describe(broker));
    }
    brokers.get(0).awaitEnd(PAUSE);
  }

  private static KafkaClusterException ended(BrokerProcess broker) {
    String tail = LogTail.describe(broker);
    String message = "Broker " + broker.id() + " ended while it was started. " + tail;
    return tail.contains("Address already in use")
        ? new PortTakenException(message)
        : new KafkaClusterException(message);
  }
}
