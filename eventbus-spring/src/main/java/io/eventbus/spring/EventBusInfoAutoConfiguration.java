package io.eventbus.spring;

import io.eventbus.EventBus;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The bus in the actuator's {@code info}. */
@AutoConfiguration(after = EventBusAutoConfiguration.class)
@ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnBean({EventBus.class, EventConsumersLifecycle.class})
@ConditionalOnEnabledInfoContributor("eventbus")
class EventBusInfoAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "eventbusInfoContributor")
  InfoContributor eventbusInfoContributor(EventBus bus, EventConsumersLifecycle consumers) {
    return new EventBusInfoContributor(bus, consumers::consumers);
  }
}
