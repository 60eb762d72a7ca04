package io.eventbus.it;

import io.eventbus.test.KafkaCluster;
import org.junit.jupiter.api.Tag;

@Tag("long")
final class InboxH2IT extends InboxContract {

  InboxH2IT(KafkaCluster kafka) {
    super(Databases.H2, kafka);
  }
}
