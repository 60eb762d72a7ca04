package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class HeldEventsPostgresIT extends HeldEventsContract {

  HeldEventsPostgresIT(KafkaCluster kafka) {
    super(Databases.POSTGRES, kafka);
  }
}
