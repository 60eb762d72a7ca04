package io.eventbus.spring.test;

import io.eventbus.spring.EventBusCustomizer;
import io.eventbus.test.memory.InMemoryKafka;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The application's own bus, on topics in memory. */
@AutoConfiguration(beforeName = "io.eventbus.spring.EventBusAutoConfiguration")
@ConditionalOnProperty(name = EventBusContextCustomizer.BUS, havingValue = "IN_MEMORY")
class InMemoryBusAutoConfiguration {

  @Bean
  InMemoryKafka inMemoryKafka() {
    return InMemoryKafka.create();
  }

  @Bean
  EventBusCustomizer inMemoryKafkaCustomizer(InMemoryKafka kafka) {
    return kafka::connect;
  }
}
