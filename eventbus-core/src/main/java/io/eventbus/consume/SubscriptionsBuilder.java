package io.eventbus.consume;

import io.eventbus.codec.EventTypes;
import io.eventbus.codec.Upcasters;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    Subscription<E> subscription(Workers workers, RetryPolicy usual) {
      var policy = retryPolicy == null ? usual : retryPolicy;
      var gate = new Gate(workers::submit);
      return new Subscription<>(eventClass, target.with(workers), Retries.of(policy), gate);
    }
  }

  private record PatternRegistration(Pattern topics, Registration<?> registration) {}

  private final Map<String, Map<Class<? extends IntegrationEvent>, Registration<?>>> topics =
      new LinkedHashMap<>();
  private final List<PatternRegistration> patterns = new ArrayList<>();
  private final String group;
  private final Upcasters upcasters;
  private @Nullable Pattern otherTopics;
  private @Nullable RecordHandler otherHandler;

  SubscriptionsBuilder(String group, Upcasters upcasters) {
    this.group = group;
    this.upcasters = upcasters;
  }

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
    EventTypes.of(handlers.keySet(), upcasters);
    topics.put(topic, handlers);
  }

  <E extends IntegrationEvent> void addPattern(
      Pattern topicPattern,
      Class<E> eventClass,
      TargetFactory<E> target,
      @Nullable RetryPolicy retryPolicy) {
    // Two patterns may match one topic, which nobody can tell before it is there.
    Set<Class<? extends IntegrationEvent>> classes = new LinkedHashSet<>();
    patterns.forEach(other -> classes.add(other.registration().eventClass()));
    if (!classes.add(eventClass)) {
      throw new IllegalArgumentException(
          "eventClass " + eventClass.getName() + " has a handler on a pattern of topics already");
    }
    EventTypes.of(classes, upcasters);
    patterns.add(
        new PatternRegistration(topicPattern, new Registration<>(eventClass, target, retryPolicy)));
  }

  void addOthers(Pattern topicPattern, RecordHandler handler) {
    if (otherHandler != null) {
      throw new IllegalArgumentException(
          "handler for other events is registered already, for topics " + otherTopics);
    }
    otherTopics = topicPattern;
    otherHandler = handler;
  }

  void requireHandler() {
    if (topics.isEmpty() && patterns.isEmpty() && otherHandler == null) {
      throw new IllegalStateException("no handler is registered: call on(…) before start()");
    }
  }

  Subscriptions build(Workers workers, RetryPolicy usual) {
    requireHandler();
    Subscriptions.@Nullable Others others =
        otherHandler == null || otherTopics == null
            ? null
            : new Subscriptions.Others(otherTopics, otherHandler, Retries.of(usual));
    Map<String, List<Subscription<?>>> named = new LinkedHashMap<>();
    topics.forEach(
        (topic, handlers) ->
            named.put(
                topic,
                handlers.values().stream()
                    .<Subscription<?>>map(handler -> handler.subscription(workers, usual))
                    .toList()));
    var byPattern =
        patterns.stream()
            .map(
                pattern ->
                    new Subscriptions.ByPattern(
                        pattern.topics(), pattern.registration().subscription(workers, usual)))
            .toList();
    var handlers = new Subscriptions.Handlers(named, byPattern, others);
    return new Subscriptions(group, handlers, upcasters, () -> new Gate(workers::submit));
  }
}
