package io.eventbus.examples.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class KafkaAwayIT {

  @Test
  void aTeacherIsCreatedWithoutWaitingForKafka() throws IOException {
    try (var service = RunningService.start("localhost:" + closedPort())) {
      long start = System.nanoTime();

      var answer =
          service.post(
              Map.of(
                  "tenantId", UUID.randomUUID().toString(),
                  "phoneNumber", "+491700000001",
                  "fullName", "Ada Lovelace",
                  "email", "ada@example.org"));

      assertThat(answer.getStatusCode().value()).isEqualTo(201);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
