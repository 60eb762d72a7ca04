package io.eventbus.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Three free ports of the loopback address per node: for clients, for the controllers, and for
 * clients that log in, where the cluster has a listener for them.
 *
 * <p>They come from below the range out of which operating systems take the near ends of outgoing
 * connections. In that range a client that keeps trying to reach a stopped broker would some time
 * get the broker's own port.
 */
record Ports(List<Integer> all) {

  private static final int FIRST = 20_000;
  private static final int BOUND = 32_000;
  private static final int ATTEMPTS = 1_000;
  private static final int PER_NODE = 3;

  static Ports free(int nodes) {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < ATTEMPTS && ports.size() < PER_NODE * nodes; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BOUND);
      if (isFree(port)) {
        ports.add(port);
      }
    }
    if (ports.size() < PER_NODE * nodes) {
      throw new KafkaClusterException(
          "No " + PER_NODE * nodes + " free ports found between " + FIRST + " and " + BOUND);
    }
    return new Ports(List.copyOf(ports));
  }

  int nodes() {
    return all.size() / PER_NODE;
  }

  int client(int id) {
    return all.get(PER_NODE * (id - 1));
  }

  int controller(int id) {
    return all.get(PER_NODE * (id - 1) + 1);
  }

  int secure(int id) {
    return all.get(PER_NODE * (id - 1) + 2);
  }

  List<String> clientAddresses() {
    return addresses(this::client);
  }

  List<String> secureAddresses() {
    return addresses(this::secure);
  }

  private List<String> addresses(IntUnaryOperator port) {
    return IntStream.rangeClosed(1, nodes())
        .mapToObj(id -> "127.0.0.1:" + port.applyAsInt(id))
        .toList();
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      // As the broker does: connections that are closing keep a port from nobody.
      socket.setReuseAddress(true);
      socket.bind(address(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static InetSocketAddress address(int port) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }
}
