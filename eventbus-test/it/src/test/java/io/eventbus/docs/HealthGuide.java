package io.eventbus.docs;

import io.eventbus.EventBus;
import io.eventbus.observe.EventBusHealth;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthStatus;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of the section about health. */
final class HealthGuide {

  private static final Logger log = LoggerFactory.getLogger(HealthGuide.class);

  /** What a health page would answer with. */
  int page(EventBus bus) {
    // docs:health
    EventBusHealth health = bus.health();
    if (health.status() != HealthStatus.UP) {
      log.warn("{}", health); // one line: the status, the groups, each problem
    }
    int httpStatus = health.status() == HealthStatus.DOWN ? 503 : 200;
    // docs:end
    return httpStatus;
  }

  static EventBus strict(String servers) {
    // docs:health-options
    EventBus bus =
        EventBus.builder()
            .bootstrapServers(servers)
            .source("teacher-service")
            .required(Duration.ofSeconds(30)) // without a broker the bus is DOWN, not DEGRADED
            .health(
                HealthOptions.defaults()
                    .withHandlerTimeout(Duration.ofMinutes(20))
                    .withOutboxAge(Duration.ofSeconds(10)))
            .build();
    // docs:end
    return bus;
  }
}
