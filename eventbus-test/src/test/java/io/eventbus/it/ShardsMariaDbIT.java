package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class ShardsMariaDbIT extends ShardsContract {

  ShardsMariaDbIT(KafkaCluster kafka) {
    super(Databases.MARIADB, kafka);
  }
}
