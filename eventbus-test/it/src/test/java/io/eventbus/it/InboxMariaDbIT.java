package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class InboxMariaDbIT extends InboxContract {

  InboxMariaDbIT(KafkaCluster kafka) {
    super(Databases.MARIADB, kafka);
  }
}
