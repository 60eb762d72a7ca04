package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class InboxPostgresIT extends InboxContract {

  InboxPostgresIT(KafkaCluster kafka) {
    super(Databases.POSTGRES, kafka);
  }
}
