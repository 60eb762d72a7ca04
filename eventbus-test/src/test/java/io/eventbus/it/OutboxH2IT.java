package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class OutboxH2IT extends OutboxContract {

  OutboxH2IT(KafkaCluster kafka) {
    super(Databases.H2, kafka);
  }
}
