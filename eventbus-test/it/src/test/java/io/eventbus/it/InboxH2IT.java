package io.eventbus.it;

import io.eventbus.test.KafkaCluster;

final class InboxH2IT extends InboxContract {

  InboxH2IT(KafkaCluster kafka) {
    super(Databases.H2, kafka);
  }
}
