package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class HeldEventsMariaDbIT extends HeldEventsContract {

  HeldEventsMariaDbIT(KafkaCluster kafka) {
    super(Databases.MARIADB, kafka);
  }
}
