package io.eventbus.examples.notification;

import io.eventbus.EventBus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The health page of the earlier system, whose monitors know its shape. It tells and does not
 * judge: the status is always 200. Whether the service is ready says {@code
 * /actuator/health/readiness}.
 */
@RestController
final class KafkaHealthController {

  /** The page. */
  record Page(Kafka kafka) {}

  /** Whether there is to be Kafka, and whether it is there. */
  record Kafka(boolean enabled, boolean connected) {}

  private final EventBus bus;
  private final boolean enabled;

  KafkaHealthController(EventBus bus, @Value("${eventbus.enabled}") boolean enabled) {
    this.bus = bus;
    this.enabled = enabled;
  }

  @GetMapping("/health/kafka")
  Page show() {
    return new Page(new Kafka(enabled, bus.health().producerConnected()));
  }
}
