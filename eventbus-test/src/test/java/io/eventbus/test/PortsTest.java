package io.eventbus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void threeDifferentPortsPerNodeOutsideOfTheEphemeralRange() {
    var ports = Ports.free(3);

    assertThat(ports.all())
        .hasSize(9)
        .doesNotHaveDuplicates()
        .allSatisfy(port -> assertThat(port).isBetween(20_000, 31_999));
    assertThat(ports.clientAddresses())
        .containsExactly(
            "127.0.0.1:" + ports.client(1),
            "127.0.0.1:" + ports.client(2),
            "127.0.0.1:" + ports.client(3));
  }

  @Test
  void portThatSomebodyListensOnIsNotFree() throws IOException {
    int port = Ports.free(1).client(1);
    try (var socket = new ServerSocket()) {
      socket.bind(Ports.address(port));

      assertThat(Ports.isFree(port)).isFalse();
    }
    assertThat(Ports.isFree(port)).isTrue();
  }
}
