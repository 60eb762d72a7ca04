package io.eventbus.it;

import io.eventbus.test.KafkaCluster;
import org.junit.jupiter.api.Tag;

@Tag("long")
final class InboxMariaDbIT extends InboxContract {

  InboxMariaDbIT(KafkaCluster kafka) {
    super(Databases.MARIADB, kafka);
  }
}
