package io.eventbus.consume;

import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetters;
import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.RecordSender;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.topic.TopicNaming;

/**
 * Registers handlers and starts a consumer; unknown types are ignored, failures retried by {@link
 * RetryPolicy#defaults()}, bounds are {@link ConsumerOptions#defaults()}. Used by one thread.
 */
public final class EventConsumerBuilder {

  private final EventConsumers consumers;
  private final String group;
  private final Subscriptions.Builder subscriptions = new Subscriptions.Builder();
  private ConsumerOptions options = ConsumerOptions.defaults();
  private RetryPolicy retryPolicy = RetryPolicy.defaults();
  private UnknownTypeRule unknownTypes = UnknownTypeRule.IGNORE;

  EventConsumerBuilder(EventConsumers consumers, String group) {
    this.consumers = consumers;
    this.group = group;
  }

  /**
   * Handles events of this type from the type's own topic.
   *
   * @throws IllegalArgumentException if the class lacks {@link io.eventbus.event.EventType}, has a
   *     handler there already, or shares its logical type with another class there
   */
  public <E extends IntegrationEvent> EventConsumerBuilder on(
      Class<E> eventClass, EventHandler<? super E> handler) {
    Arguments.requirePresent(eventClass, "eventClass");
    return on(eventClass, consumers.naming().topicOf(eventClass), handler);
  }

  /**
   * Handles events of this type from this topic. Several types may be read from one topic, and one
   * type from several. Where one type alone is read from a topic, bare JSON on it is read as that
   * type.
   *
   * @throws IllegalArgumentException if the topic's name, or that of its dead-letter topic, is not
   *     legal, if it is a dead-letter topic of this very group, or as above
   */
  public <E extends IntegrationEvent> EventConsumerBuilder on(
      Class<E> eventClass, String topic, EventHandler<? super E> handler) {
    Arguments.requirePresent(eventClass, "eventClass");
    Arguments.requirePresent(handler, "handler");
    TopicNaming.requireLegal(topic);
    TopicNaming.requireLegal(DeadLetters.topicOf(topic, group));
    if (topic.endsWith("." + group + ".dlq")) {
      throw new IllegalArgumentException(
          "topic " + topic + " holds the dead letters of group " + group + " itself");
    }
    subscriptions.add(topic, eventClass, handler);
    return this;
  }

  /** Bounds of the consumer. */
  public EventConsumerBuilder options(ConsumerOptions options) {
    this.options = Arguments.requirePresent(options, "options");
    return this;
  }

  /** What happens when a handler fails. */
  public EventConsumerBuilder retry(RetryPolicy retryPolicy) {
    this.retryPolicy = Arguments.requirePresent(retryPolicy, "retryPolicy");
    return this;
  }

  /** What happens to types that no handler is registered for. */
  public EventConsumerBuilder unknownTypes(UnknownTypeRule unknownTypes) {
    this.unknownTypes = Arguments.requirePresent(unknownTypes, "unknownTypes");
    return this;
  }

  /**
   * Starts a member of the group with the handlers registered so far. Returns at once; it connects
   * in the background, also later if no broker answers now.
   *
   * @throws IllegalStateException if no handler is registered or the bus is closed
   * @throws io.eventbus.event.EventBusException if the Kafka consumer refuses its properties
   */
  public EventConsumer start() {
    return consumers.start(this);
  }

  String group() {
    return group;
  }

  ConsumerOptions options() {
    return options;
  }

  Delivery.Handling handling(EventCodec codec, RecordSender sender, ConsumerCounters counters) {
    return new Delivery.Handling(
        codec,
        subscriptions.build(),
        Retries.of(retryPolicy),
        new DeadLetters(sender, group),
        unknownTypes,
        counters);
  }
}
