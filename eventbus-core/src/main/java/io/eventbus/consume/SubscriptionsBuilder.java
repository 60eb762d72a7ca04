package io.eventbus.consume;

import io.eventbus.codec.EventTypes;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects subscriptions and refuses contradictions at once. Used by one thread. */
final class SubscriptionsBuilder {

  /** Makes the target of a handler, once the workers are there. */
  @FunctionalInterface
  interface TargetFactory<E extends IntegrationEvent> {

    Target<E> with(Workers workers);
  }

  private record Registration<E extends IntegrationEvent>(
      Class<E> eventClass, TargetFactory<E> target, @Nullable RetryPolicy retryPolicy) {

    Subscription<E> subscription(Workers workers, Gate gate, RetryPolicy usual) {
      var policy = retryPolicy == null ? usual : retryPolicy;
      return new Subscription<>(eventClass, target.with(workers), Retries.of(policy), gate);
    }
  }

  private final Map<String, Map<Class<? extends IntegrationEvent>, Registration<?>>> topics =
      new LinkedHashMap<>();
  private @Nullable Pattern otherTopics;
  private @Nullable RecordHandler otherHandler;

  <E extends IntegrationEvent> void add(
      String topic,
      Class<E> eventClass,
      TargetFactory<E> target,
      @Nullable RetryPolicy retryPolicy) {
    var handlers = new LinkedHashMap<>(topics.getOrDefault(topic, Map.of()));
    var registration = new Registration<>(eventClass, target, retryPolicy);
    if (handlers.putIfAbsent(eventClass, registration) != null) {
      throw new IllegalArgumentException(
          "eventClass " + eventClass.getName() + " has a handler on topic " + topic + " already");
    }
    EventTypes.of(handlers.keySet());
    topics.put(topic, handlers);
  }

  void addOthers(Pattern topicPattern, RecordHandler handler) {
    if (otherHandler != null) {
      throw new IllegalArgumentException(
          "handler for other events is registered already, for topics " + otherTopics);
    }
    otherTopics = topicPattern;
    otherHandler = handler;
  }

  Subscriptions build(Workers workers, RetryPolicy usual) {
    Subscriptions.@Nullable Others others =
        otherHandler == null || otherTopics == null
            ? null
            : new Subscriptions.Others(otherTopics, otherHandler, Retries.of(usual));
    if (topics.isEmpty() && others == null) {
      throw new IllegalStateException("no handler is registered: call on(…) before start()");
    }
    Supplier<Gate> gates = () -> new Gate(workers::submit);
    var subscribed =
        topics.entrySet().stream()
            .map(topic -> subscription(topic.getKey(), topic.getValue(), workers, usual, others))
            .toList();
    return new Subscriptions(subscribed, others, gates);
  }

  private static Subscriptions.TopicSubscription subscription(
      String topic,
      Map<Class<? extends IntegrationEvent>, Registration<?>> handlers,
      Workers workers,
      RetryPolicy usual,
      Subscriptions.@Nullable Others others) {
    var subscriptions = new HashMap<Class<? extends IntegrationEvent>, Subscription<?>>();
    handlers.forEach(
        (eventClass, registration) ->
            subscriptions.put(
                eventClass, registration.subscription(workers, new Gate(workers::submit), usual)));
    return new Subscriptions.TopicSubscription(
        topic,
        EventTypes.of(handlers.keySet()),
        Map.copyOf(subscriptions),
        others != null && others.matches(topic) ? others : null,
        new Gate(workers::submit));
  }
}
