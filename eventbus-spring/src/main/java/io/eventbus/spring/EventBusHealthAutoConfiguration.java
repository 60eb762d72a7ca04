package io.eventbus.spring;

import io.eventbus.EventBus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The health of the bus as a part of the application's. */
@AutoConfiguration(
    after = EventBusAutoConfiguration.class,
    afterName =
        "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration",
    beforeName =
        "org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(EventBus.class)
@ConditionalOnEnabledHealthIndicator("eventbus")
class EventBusHealthAutoConfiguration {

  private static final String ORDER = "management.endpoint.health.status.order";

  @Bean
  @ConditionalOnMissingBean(name = {"eventbusHealthIndicator", "eventbusHealthContributor"})
  HealthIndicator eventbusHealthIndicator(EventBus bus) {
    return new EventBusHealthIndicator(bus);
  }

  /** Comes after that of Spring Boot which makes the group, by the order of the configurations. */
  @Bean
  @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper")
  @ConditionalOnBooleanProperty("eventbus.required")
  HealthEndpointGroupsPostProcessor eventBusReadiness(Environment environment) {
    return new RequiredForReadiness(environment);
  }

  /** Without a place in the order, a status of our own would not be seen in that of the whole. */
  @Bean
  @ConditionalOnMissingBean
  StatusAggregator healthStatusAggregator(Environment environment) {
    var order =
        Binder.get(environment)
            .bind(ORDER, String[].class)
            .orElseGet(
                () ->
                    new String[] {
                      Status.DOWN.getCode(),
                      Status.OUT_OF_SERVICE.getCode(),
                      EventBusHealthIndicator.DEGRADED.getCode(),
                      Status.UP.getCode(),
                      Status.UNKNOWN.getCode()
                    });
    return StatusAggregator.of(order);
  }
}
