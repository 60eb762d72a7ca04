package io.eventbus.it;

import io.eventbus.test.memory.InMemoryKafka;

final class EngineInMemoryTest extends EngineContract {

  EngineInMemoryTest() {
    super(Ground.of(InMemoryKafka.create()));
  }
}
