package io.eventbus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaAdminsTest {

  @Test
  void doesNotGoBackToItsFirstAddressesInALoop() {
    assertThat(KafkaAdmins.quiet(Map.of("bootstrap.servers", "localhost:1")))
        .containsEntry("metadata.recovery.strategy", "none")
        .containsEntry("bootstrap.servers", "localhost:1");
  }

  @Test
  void leavesTheChoiceToTheProperties() {
    assertThat(KafkaAdmins.quiet(Map.of("metadata.recovery.strategy", "rebootstrap")))
        .containsEntry("metadata.recovery.strategy", "rebootstrap");
  }
}
