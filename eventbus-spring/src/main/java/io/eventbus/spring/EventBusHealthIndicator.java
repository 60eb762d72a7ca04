package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Tells Spring Boot how the bus is. */
final class EventBusHealthIndicator extends AbstractHealthIndicator {

  /** It works, or will by itself, but somebody should look. */
  static final Status DEGRADED = new Status(HealthStatus.DEGRADED.name());

  private final EventBus bus;

  EventBusHealthIndicator(EventBus bus) {
    super("the health of the event bus cannot be told");
    this.bus = bus;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    var health = bus.health();
    builder
        .status(statusOf(health.status()))
        .withDetail("producerConnected", health.producerConnected())
        .withDetail("groups", new TreeMap<>(health.groups()));
    if (!health.problems().isEmpty()) {
      builder.withDetail(
          "problems", health.problems().stream().map(EventBusHealthIndicator::details).toList());
    }
  }

  private static Status statusOf(HealthStatus status) {
    return switch (status) {
      case UP -> Status.UP;
      case DEGRADED -> DEGRADED;
      case DOWN -> Status.DOWN;
    };
  }

  private static Map<String, String> details(HealthProblem problem) {
    var details = new LinkedHashMap<String, String>();
    details.put("part", problem.part());
    details.put("status", problem.status().name());
    details.put("message", problem.message());
    problem.since().ifPresent(since -> details.put("since", since.toString()));
    return details;
  }
}
