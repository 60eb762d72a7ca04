package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class OutboxMariaDbIT extends OutboxContract {

  OutboxMariaDbIT(KafkaCluster kafka) {
    super(Databases.MARIADB, kafka);
  }
}
