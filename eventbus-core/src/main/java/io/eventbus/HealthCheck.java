package io.eventbus;

import io.eventbus.consume.EventConsumers;
import io.eventbus.observe.EventBusHealth;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.publish.RecordSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all parts of a bus how they are. Never throws. Safe to share between threads. */
final class HealthCheck {

  private static final Logger log = LoggerFactory.getLogger(HealthCheck.class);

  /** The parts of a bus that is switched on. */
  record Parts(
      BrokerProbe broker, RecordSender sender, EventConsumers consumers, Outboxes outboxes) {}

  private final @Nullable Parts parts;
  private final HealthOptions options;
  private volatile boolean closed;

  /**
   * A check that has not asked yet.
   *
   * @param parts {@code null} for a bus that is switched off
   */
  HealthCheck(@Nullable Parts parts, HealthOptions options) {
    this.parts = parts;
    this.options = options;
  }

  EventBusHealth health() {
    if (closed) {
      var problem = HealthProblem.down("bus", "the bus is closed");
      return new EventBusHealth(List.of(problem), false, Map.of());
    }
    return parts == null ? new EventBusHealth(List.of(), false, Map.of()) : ask(parts);
  }

  /** What takes long is begun first, so that all waits are one. */
  private EventBusHealth ask(Parts of) {
    of.broker().begin();
    of.outboxes().beginHealth();
    var problems = new ArrayList<HealthProblem>();
    problems.addAll(askOne(BrokerProbe.PART, () -> of.broker().problem().stream().toList()));
    boolean brokerAnswers = problems.isEmpty();
    problems.addAll(askOne("publisher", of.sender()::problems));
    problems.addAll(askOne("consumers", () -> of.consumers().problems(options, brokerAnswers)));
    problems.addAll(askOne("outboxes", of.outboxes()::problems));
    return new EventBusHealth(
        problems, brokerAnswers && of.sender().ready(), of.consumers().groups());
  }

  /** A part that cannot even tell is one that somebody should look at. */
  private static List<HealthProblem> askOne(String part, Supplier<List<HealthProblem>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      log.debug("the health of {} cannot be told", part, e);
      return List.of(HealthProblem.degraded(part, "its health cannot be told: " + e));
    }
  }

  /** From now on the bus counts as closed. */
  void close() {
    closed = true;
    if (parts != null) {
      parts.broker().close();
    }
  }
}
