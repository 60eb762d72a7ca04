package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class ShardsH2IT extends ShardsContract {

  ShardsH2IT(KafkaCluster kafka) {
    super(Databases.H2, kafka);
  }
}
