package io.eventbus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerPropertiesTest {

  private static final Ports ONE = new Ports(List.of(20_001, 20_002, 20_003));
  private static final Ports THREE =
      new Ports(List.of(20_001, 20_002, 20_003, 20_004, 20_005, 20_006, 20_007, 20_008, 20_009));

  private final Path folder;

  BrokerPropertiesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void usersPropertyOverridesTheDefault() throws IOException {
    assertThat(written(1, ONE, Map.of())).containsEntry("num.partitions", "3");
    assertThat(written(1, ONE, Map.of("num.partitions", "7"))).containsEntry("num.partitions", "7");
  }

  @Test
  void oneBrokerNeedsNoReplicas() throws IOException {
    assertThat(written(1, ONE, Map.of()))
        .containsEntry("offsets.topic.replication.factor", "1")
        .containsEntry("transaction.state.log.replication.factor", "1")
        .containsEntry("transaction.state.log.min.isr", "1")
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:20002");
  }

  @Test
  void threeBrokersHoldThreeReplicasAndAllVote() throws IOException {
    assertThat(written(2, THREE, Map.of()))
        .containsEntry("node.id", "2")
        .containsEntry("offsets.topic.replication.factor", "3")
        .containsEntry("min.insync.replicas", "2")
        .containsEntry("listeners", "CLIENT://127.0.0.1:20004,CONTROLLER://127.0.0.1:20005")
        .containsEntry(
            "controller.quorum.voters", "1@127.0.0.1:20002,2@127.0.0.1:20005,3@127.0.0.1:20008");
  }

  @Test
  void aListenerForLoginsIsThereOnceSomethingIsSaidAboutIt() throws IOException {
    assertThat(written(1, ONE, Map.of("listener.name.secure.ssl.client.auth", "none")))
        .containsEntry("advertised.listeners", "CLIENT://127.0.0.1:20001,SECURE://127.0.0.1:20003")
        .containsEntry(
            "listener.security.protocol.map",
            "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL");
  }

  private Properties written(int id, Ports ports, Map<String, String> own) throws IOException {
    Path file = folder.resolve("server.properties");
    BrokerProperties.write(file, id, ports, folder, own);
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
