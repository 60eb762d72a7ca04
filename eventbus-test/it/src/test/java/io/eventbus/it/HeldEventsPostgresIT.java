package io.eventbus.it;

import io.eventbus.test.KafkaCluster;
import org.junit.jupiter.api.Tag;

@Tag("long")
final class HeldEventsPostgresIT extends HeldEventsContract {

  HeldEventsPostgresIT(KafkaCluster kafka) {
    super(Databases.POSTGRES, kafka);
  }
}
