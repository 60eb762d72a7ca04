package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class HeldEventsH2IT extends HeldEventsContract {

  HeldEventsH2IT(KafkaCluster kafka) {
    super(Databases.H2, kafka);
  }
}
