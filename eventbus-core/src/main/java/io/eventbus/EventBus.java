package io.eventbus;

import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.consume.EventConsumers;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.inbox.Inbox;
import io.eventbus.observe.BusMeters;
import io.eventbus.observe.EventBusHealth;
import io.eventbus.observe.HealthOptions;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.OutboxRelay;
import io.eventbus.outbox.OutboxStore;
import io.eventbus.outbox.OutboxWriter;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.EventPublisher;
import io.eventbus.publish.PublishOptions;
import io.eventbus.publish.PublishedEvent;
import io.eventbus.publish.RecordSender;
import io.eventbus.topic.TopicReport;
import io.eventbus.topic.TopicSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Publishes a service's events and runs its consumers, with one producer for all. Made by {@link
 * #builder()}; a service has one and closes it at its end. Safe to share between threads.
 */
public final class EventBus implements EventPublisher, AutoCloseable {

  private static final Duration LEAST_SENDING = Duration.ofSeconds(5);

  /** What a bus is made of. */
  record Parts(
      String source,
      EventPublisher publisher,
      RecordSender sender,
      BusMeters meters,
      EventConsumers consumers,
      Outboxes outboxes,
      Function<Collection<TopicSpec>, TopicReport> topicSetup,
      Function<String, DeadLetters> deadLetters,
      HealthCheck healthCheck) {}

  private final Parts parts;
  private final Duration closeTimeout;

  EventBus(Parts parts, Duration closeTimeout) {
    this.parts = parts;
    this.closeTimeout = closeTimeout;
  }

  /** A builder with the defaults of production. */
  public static EventBusBuilder builder() {
    return new EventBusBuilder();
  }

  /** What its events carry as their source: the name of this service. */
  public String source() {
    return parts.source();
  }

  @Override
  public CompletionStage<PublishedEvent> publish(IntegrationEvent event, PublishOptions options) {
    return parts.publisher().publish(event, options);
  }

  /**
   * A consumer of this group, to be given its handlers and started.
   *
   * @param group the consumer group: its members share the work, each group gets every event
   * @throws IllegalArgumentException if the group is blank
   */
  public EventConsumerBuilder consumer(String group) {
    return parts.consumers().consumer(group);
  }

  /**
   * The dead letters of this group, to be looked at, sent back or set aside. While the bus is
   * switched off there are none.
   */
  public DeadLetters deadLetters(String group) {
    return parts.deadLetters().apply(Arguments.requireText(group, "group"));
  }

  /**
   * An outbox whose events look like those that are published, and wake the relays of this bus.
   * While the bus is switched off it stores nothing.
   *
   * @param writer most often a {@link io.eventbus.jdbc.JdbcOutboxStore}, or {@link
   *     io.eventbus.outbox.OutboxShards} of several
   */
  public Outbox outbox(OutboxWriter writer) {
    return parts.outboxes().outbox(writer);
  }

  /**
   * A relay of an outbox, with connections to the brokers like those of this bus, to be started. It
   * is closed with the bus. While the bus is switched off, starting it does nothing.
   */
  public OutboxRelay relay(OutboxStore store, RelayOptions options) {
    return parts.outboxes().relay(store, options);
  }

  /**
   * Has an inbox forget what is older than a retention, as soon as its group has caught up. Ends
   * with the bus. While the bus is switched off it does nothing.
   *
   * @param retention how long claims are kept: longer than an event can take to come again
   */
  public void cleanInbox(Inbox inbox, Duration retention) {
    parts.outboxes().cleanInbox(inbox, retention);
  }

  /**
   * Makes the topics that are missing, and tells where others are not as wanted, which it leaves
   * alone. Waits for the brokers, 30 seconds at most.
   *
   * @throws io.eventbus.event.EventBusException if no broker answers in time, or it refuses
   */
  public TopicReport ensureTopics(Collection<TopicSpec> topics) {
    return parts.topicSetup().apply(Arguments.requirePresent(topics, "topics"));
  }

  /**
   * How the bus is at this moment: what is wrong, with which part, and since when. Never throws.
   * Asks a broker, and the databases of the relays, at most once a second however often it is
   * called, and waits for all of them together about {@link HealthOptions#probeTimeout} at most.
   */
  public EventBusHealth health() {
    return parts.healthCheck().health();
  }

  /**
   * Has the producer made and waits for it where {@link EventBusBuilder#startOn} lets it be made
   * elsewhere; not for a broker. Waits for nothing otherwise.
   *
   * @throws io.eventbus.event.EventBusException if the producer refuses its properties
   */
  public void awaitStart() {
    parts.sender().awaitStart();
  }

  /** Closes within {@link EventBusBuilder#closeTimeout}, 30 seconds by default. */
  @Override
  public void close() {
    close(closeTimeout);
  }

  /**
   * Closes the consumers, so that their last dead letters still go out, and then sends what waits.
   * While no broker answers, leaving the groups may take ten seconds more. Closing again does
   * nothing. Called from inside a handler it returns at once and closes in the background, since
   * the handler must be able to return.
   *
   * @param timeout how long to wait in all for running handlers and waiting events, not negative;
   *     where the handlers use it up, relays and waiting events still have five seconds each
   */
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    if (parts.consumers().runHere()) {
      new Thread(() -> closeAll(timeout), "eventbus-close").start();
    } else {
      closeAll(timeout);
    }
  }

  private synchronized void closeAll(Duration timeout) {
    parts.healthCheck().close();
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      parts.consumers().close(timeout);
      // A slow handler must not cost the events that are on their way.
      long least = Math.min(timeout.toNanos(), LEAST_SENDING.toNanos());
      parts.outboxes().close(Duration.ofNanos(Math.max(least, deadline - System.nanoTime())));
      parts.sender().close(Duration.ofNanos(Math.max(least, deadline - System.nanoTime())));
    } finally {
      parts.meters().close(); // what stayed would hide the gauges of the next bus
    }
  }
}
