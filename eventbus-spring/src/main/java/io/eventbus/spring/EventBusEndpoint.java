package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.PartitionStatus;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.Grouping;
import io.eventbus.outbox.OutboxBacklog;
import io.eventbus.outbox.OutboxException;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.RelayStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** Shows the consumers of the application, its outbox, and the dead letters of its groups. */
@Endpoint(id = "eventbus")
class EventBusEndpoint {

  /** All at a glance. */
  record Overview(
      String status,
      List<String> problems,
      boolean producerConnected,
      List<Consumer> consumers,
      @Nullable Outbox outbox) {}

  /** A consumer; times in milliseconds. */
  record Consumer(
      String group,
      String state,
      long lag,
      long sinceLastPollMillis,
      @Nullable Long longestRunMillis,
      List<PartitionStatus> partitions) {

    static Consumer of(EventConsumer consumer) {
      var status = consumer.status();
      return new Consumer(
          consumer.group(),
          status.state().name(),
          status.lag(),
          status.sinceLastPoll().toMillis(),
          status.longestRun().isEmpty() ? null : status.longestRun().get().toMillis(),
          status.partitions());
    }
  }

  /** The outbox, as far as this instance knows; its backlog unless the database is away. */
  record Outbox(
      RelayStatus.State state,
      long sent,
      int inFlight,
      int heldKeys,
      @Nullable OutboxBacklog backlog) {

    static Outbox of(OutboxRelay relay) {
      var status = relay.status();
      return new Outbox(
          status.state(), status.sent(), status.inFlight(), status.heldKeys(), backlogOf(relay));
    }

    /** That it cannot be told is among the problems of the bus. */
    private static @Nullable OutboxBacklog backlogOf(OutboxRelay relay) {
      try {
        return relay.backlog();
      } catch (OutboxException e) {
        return null;
      }
    }
  }

  /** Dead letters of a group. */
  record DeadLetterCounts(
      String group, long open, Map<String, Long> byHandler, Map<String, Long> byReason) {}

  private final EventBus bus;
  private final Supplier<List<EventConsumer>> consumers;
  private final Supplier<@Nullable OutboxRelay> relay;

  EventBusEndpoint(
      EventBus bus,
      Supplier<List<EventConsumer>> consumers,
      Supplier<@Nullable OutboxRelay> relay) {
    this.bus = bus;
    this.consumers = consumers;
    this.relay = relay;
  }

  /** All at a glance. */
  @ReadOperation
  Overview overview() {
    var health = bus.health();
    var running = relay.get();
    return new Overview(
        health.status().name(),
        health.problems().stream().map(Object::toString).toList(),
        health.producerConnected(),
        consumers.get().stream().map(Consumer::of).toList(),
        running == null ? null : Outbox.of(running));
  }

  /** The dead letters of a group of this application, counted on the brokers. */
  @ReadOperation
  @Nullable DeadLetterCounts deadLetters(@Selector String group) {
    if (consumer(group) == null) {
      return null;
    }
    var letters = bus.deadLetters(group);
    var byReason = letters.count(DeadLetterFilter.all(), Grouping.REASON);
    long open = byReason.values().stream().mapToLong(Long::longValue).sum();
    return new DeadLetterCounts(
        group, open, letters.count(DeadLetterFilter.all(), Grouping.HANDLER), byReason);
  }

  /** The consumer of a group, {@code null} if none runs here. */
  final @Nullable EventConsumer consumer(String group) {
    return consumers.get().stream()
        .filter(consumer -> consumer.group().equals(group))
        .findFirst()
        .orElse(null);
  }

  /** The bus. */
  final EventBus bus() {
    return bus;
  }
}
