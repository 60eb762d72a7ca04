package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class OutboxPostgresIT extends OutboxContract {

  OutboxPostgresIT(KafkaCluster kafka) {
    super(Databases.POSTGRES, kafka);
  }
}
