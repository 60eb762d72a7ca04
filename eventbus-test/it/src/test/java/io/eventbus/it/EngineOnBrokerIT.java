package io.eventbus.it;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import org.junit.jupiter.api.Tag;

@Tag("long")
@WithKafka
final class EngineOnBrokerIT extends EngineContract {

  EngineOnBrokerIT(KafkaCluster kafka) {
    super(Ground.of(kafka));
  }
}
