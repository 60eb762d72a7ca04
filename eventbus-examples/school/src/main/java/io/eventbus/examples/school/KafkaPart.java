package io.eventbus.examples.school;

import io.eventbus.examples.school.page.Part;
import io.eventbus.test.KafkaCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Kafka on the page: it is up where its port answers, whoever has stopped or started it. */
final class KafkaPart implements Part {

  private static final int TIMEOUT_MILLIS = 200;

  private final KafkaCluster kafka;
  private final InetSocketAddress address;

  KafkaPart(KafkaCluster kafka) {
    this.kafka = kafka;
    var servers = kafka.bootstrapServers();
    int colon = servers.lastIndexOf(':');
    this.address =
        new InetSocketAddress(
            servers.substring(0, colon), Integer.parseInt(servers.substring(colon + 1)));
  }

  @Override
  public String id() {
    return "kafka";
  }

  @Override
  public String title() {
    return "Kafka";
  }

  @Override
  public boolean isUp() {
    try (var socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public void stop() {
    kafka.stop();
  }
}
