package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.event.EventBusException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Shows the consumers of the application, its outbox, and the dead letters of its groups. */
@Endpoint(id = "eventbus")
@RegisterReflectionForBinding({ShownLetters.class, Refusal.class})
class EventBusEndpoint {

  private static final String BROKER = "broker";
  private static final int USUAL_LETTERS = 50;
  private static final int MOST_LETTERS = 500;

  /** All at a glance. */
  record Overview(
      String status,
      List<String> problems,
      boolean producerConnected,
      List<ShownConsumer> consumers,
      @Nullable ShownOutbox outbox) {}

  private final EventBus bus;
  private final Supplier<List<EventConsumer>> consumers;
  private final @Nullable OutboxDesk outbox;

  EventBusEndpoint(
      EventBus bus, Supplier<List<EventConsumer>> consumers, @Nullable OutboxDesk outbox) {
    this.bus = bus;
    this.consumers = consumers;
    this.outbox = outbox;
  }

  /** All at a glance. */
  @ReadOperation
  Overview overview() {
    var health = bus.health();
    return new Overview(
        health.status().name(),
        health.problems().stream().map(Object::toString).toList(),
        health.producerConnected(),
        consumers.get().stream().map(ShownConsumer::of).toList(),
        outbox == null ? null : ShownOutbox.of(outbox));
  }

  /**
   * The dead letters of a group of this application, read from the brokers.
   *
   * @param max how many are listed at most, 50 by default
   */
  @ReadOperation
  WebEndpointResponse<Object> deadLetters(@Selector String group, @Nullable String max) {
    int most = max == null ? USUAL_LETTERS : numberOf(max);
    if (most < 1 || most > MOST_LETTERS) {
      return Refusal.badRequest(
          "max is '" + max + "': write a whole number from 1 to " + MOST_LETTERS);
    }
    if (consumer(group) == null) {
      return unknown(group);
    }
    var away = brokersAway();
    if (away != null) {
      return away;
    }
    try {
      return new WebEndpointResponse<>(ShownLetters.of(bus.deadLetters(group), group, most));
    } catch (EventBusException e) {
      return Refusal.unavailable(String.valueOf(e.getMessage()));
    }
  }

  private static int numberOf(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The consumer of a group, {@code null} if none runs here. */
  final @Nullable EventConsumer consumer(String group) {
    return consumers.get().stream()
        .filter(consumer -> consumer.group().equals(group))
        .findFirst()
        .orElse(null);
  }

  /** That no broker answers, which a question to them would take a minute to find. */
  final @Nullable WebEndpointResponse<Object> brokersAway() {
    return bus.health().problems().stream()
        .filter(problem -> problem.part().equals(BROKER))
        .findFirst()
        .map(problem -> Refusal.unavailable(problem.message()))
        .orElse(null);
  }

  /** That a group is not here, and which are. */
  final WebEndpointResponse<Object> unknown(String group) {
    var known = consumers.get().stream().map(EventConsumer::group).sorted().toList();
    return Refusal.notFound(
        "no consumer of group '" + group + "' runs here; the groups that do are " + known);
  }

  /** The bus. */
  final EventBus bus() {
    return bus;
  }

  /** The outbox, {@code null} if the application has none. */
  final @Nullable OutboxDesk outbox() {
    return outbox;
  }
}
