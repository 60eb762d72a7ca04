package io.eventbus.it;

import io.eventbus.test.KafkaCluster;
import org.junit.jupiter.api.Tag;

@Tag("long")
final class ShardsMariaDbIT extends ShardsContract {

  ShardsMariaDbIT(KafkaCluster kafka) {
    super(Databases.MARIADB, kafka);
  }
}
