package io.eventbus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("long")
@WithKafka(own = true)
class BrokerFaultsIT {

  private final KafkaCluster kafka;

  BrokerFaultsIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void restartsOnTheSamePortWithItsData() throws Exception {
    String servers = kafka.bootstrapServers();
    Records.send(kafka, "kept", "before the stop");

    kafka.stop();
    assertThat(kafka.broker(1).isRunning()).isFalse();
    kafka.start();

    assertThat(kafka.bootstrapServers()).isEqualTo(servers);
    Records.send(kafka, "kept", "after the stop");
    assertThat(Records.read(kafka, "kept", "restart", 2))
        .containsExactly("before the stop", "after the stop");
  }

  @Test
  void killedBrokerComesBackWithItsData() throws Exception {
    Records.send(kafka, "survives", "before the kill");

    kafka.kill();
    assertThat(kafka.broker(1).isRunning()).isFalse();
    kafka.start();

    assertThat(Records.read(kafka, "survives", "kill", 1)).containsExactly("before the kill");
  }

  @Test
  void takenPortIsSaidAtRestart() throws Exception {
    int port = Integer.parseInt(kafka.bootstrapServers().split(":", 2)[1]);
    kafka.stop();
    try (var socket = new ServerSocket()) {
      socket.bind(Ports.address(port));
      assertThatExceptionOfType(KafkaClusterException.class)
          .isThrownBy(kafka::start)
          .withMessageContaining(Integer.toString(port));
    } finally {
      kafka.start();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pausedBrokerAnswersAgainAfterResume() throws Exception {
    Records.send(kafka, "paused", "before the pause");
    Map<String, Object> impatient =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "default.api.timeout.ms",
            1_000,
            "request.timeout.ms",
            500);

    kafka.pause();
    kafka.pause();
    try (var admin = Admin.create(impatient)) {
      assertThat(kafka.broker(1).isRunning()).isTrue();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> admin.describeCluster().nodes().get())
          .withCauseInstanceOf(TimeoutException.class);
    } finally {
      kafka.resume();
    }

    Records.send(kafka, "paused", "after the pause");
    assertThat(Records.read(kafka, "paused", "pause", 2))
        .containsExactly("before the pause", "after the pause");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pausedBrokerCanBeStopped() {
    kafka.pause();

    kafka.stop();

    assertThat(kafka.broker(1).isRunning()).isFalse();
    kafka.start();
  }
}
