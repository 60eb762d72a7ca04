package io.eventbus.it;

import io.eventbus.test.KafkaCluster;
import org.junit.jupiter.api.Tag;

@Tag("long")
final class ShardsPostgresIT extends ShardsContract {

  ShardsPostgresIT(KafkaCluster kafka) {
    super(Databases.POSTGRES, kafka);
  }
}
