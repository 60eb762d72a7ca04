package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class ShardsPostgresIT extends ShardsContract {

  ShardsPostgresIT(KafkaCluster kafka) {
    super(Databases.POSTGRES, kafka);
  }
}
