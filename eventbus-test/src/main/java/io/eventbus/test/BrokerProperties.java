package io.eventbus.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The {@code server.properties} of one node: what makes the cluster, then defaults for tests, then
 * the user's own.
 */
final class BrokerProperties {

  private static final String SECURE_LISTENER = "listener.name.secure.";

  private static final Set<String> OWN =
      Set.of(
          "process.roles",
          "node.id",
          "broker.id",
          "listeners",
          "advertised.listeners",
          "controller.listener.names",
          "controller.quorum.voters",
          "listener.security.protocol.map",
          "controller.quorum.bootstrap.servers",
          "inter.broker.listener.name",
          "log.dir",
          "log.dirs",
          "metadata.log.dir");

  private BrokerProperties() {}

  /** Refuses a property that the launcher sets itself. */
  static void requireFree(String key) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("key must not be blank");
    }
    if (OWN.contains(key)) {
      throw new IllegalArgumentException("key must not be " + key + ": the cluster sets it itself");
    }
  }

  /**
   * Writes the properties of the node with this id; the ports of all nodes are in the order of
   * their ids.
   */
  static void write(Path file, int id, Ports ports, Path data, Map<String, String> own)
      throws IOException {
    var properties = new Properties();
    properties.putAll(defaults(ports.nodes()));
    properties.putAll(own);
    properties.putAll(cluster(id, ports, data));
    if (hasSecureListener(own)) {
      addSecureListener(properties, ports.secure(id));
    }
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  /** Whether something is said about the listener for clients that log in. */
  static boolean hasSecureListener(Map<String, String> own) {
    return own.keySet().stream().anyMatch(key -> key.startsWith(SECURE_LISTENER));
  }

  private static void addSecureListener(Properties properties, int port) {
    for (var name : List.of("listeners", "advertised.listeners")) {
      properties.merge(name, ",SECURE://127.0.0.1:" + port, BrokerProperties::joined);
    }
    properties.merge(
        "listener.security.protocol.map", ",SECURE:SASL_SSL", BrokerProperties::joined);
  }

  private static Object joined(Object before, Object more) {
    return before.toString() + more;
  }

  private static Map<String, String> cluster(int id, Ports ports, Path data) {
    String voters =
        IntStream.rangeClosed(1, ports.nodes())
            .mapToObj(node -> node + "@127.0.0.1:" + ports.controller(node))
            .collect(Collectors.joining(","));
    String client = "CLIENT://127.0.0.1:" + ports.client(id);
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(id),
        "listeners",
        client + ",CONTROLLER://127.0.0.1:" + ports.controller(id),
        "advertised.listeners",
        client,
        "listener.security.protocol.map",
        "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        "CLIENT",
        "controller.listener.names",
        "CONTROLLER",
        "controller.quorum.voters",
        voters,
        "log.dirs",
        data.toString());
  }

  static Map<String, String> defaults(int nodes) {
    String replicas = nodes < 3 ? "1" : "3";
    String inSync = nodes < 3 ? "1" : "2";
    return Map.ofEntries(
        Map.entry("auto.create.topics.enable", "true"),
        Map.entry("num.partitions", "3"),
        Map.entry("default.replication.factor", replicas),
        Map.entry("min.insync.replicas", inSync),
        Map.entry("offsets.topic.num.partitions", "3"),
        Map.entry("offsets.topic.replication.factor", replicas),
        Map.entry("transaction.state.log.num.partitions", "3"),
        Map.entry("transaction.state.log.replication.factor", replicas),
        Map.entry("transaction.state.log.min.isr", inSync),
        Map.entry("share.coordinator.state.topic.num.partitions", "3"),
        Map.entry("share.coordinator.state.topic.replication.factor", replicas),
        Map.entry("share.coordinator.state.topic.min.isr", inSync),
        // A test waits for no second member, and for no dead one longer than it asks for.
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("group.min.session.timeout.ms", "500"),
        Map.entry("group.consumer.min.session.timeout.ms", "500"),
        Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
        // Members of the consumer protocol hear of a rebalance by their heartbeat.
        Map.entry("group.consumer.heartbeat.interval.ms", "500"),
        // A broker that was killed may come back as soon as its old session has ended.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        // Small in threads, heap and files: the cleaner's buffer alone has 128 MB otherwise.
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
        Map.entry("log.index.size.max.bytes", "1048576"));
  }
}
