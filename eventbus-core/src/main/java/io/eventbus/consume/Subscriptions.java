package io.eventbus.consume;

import io.eventbus.codec.EventTypes;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which handler takes which type of which topic. Topics that only a pattern names are added when
 * their first record comes. Safe for all threads.
 */
final class Subscriptions {

  private final Map<String, TopicSubscription> topics = new ConcurrentHashMap<>();
  private final @Nullable Others others;
  private final Supplier<Gate> gates;
  private volatile boolean paused;

  Subscriptions(
      Collection<TopicSubscription> subscribed, @Nullable Others others, Supplier<Gate> gates) {
    subscribed.forEach(topic -> topics.put(topic.name(), topic));
    this.others = others;
    this.gates = gates;
  }

  /** The topics that are named. */
  Set<String> topics() {
    return topics.keySet();
  }

  /**
   * What to subscribe to where a pattern is among it: the topics that are named and those that it
   * matches, but never one with dead letters.
   */
  @Nullable Pattern pattern() {
    if (others == null) {
      return null;
    }
    var named = topics.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile(
        (named.isEmpty() ? "" : named + "|") + "(?!.*\\.dlq$)(?:" + others.topics() + ")");
  }

  TopicSubscription of(String topic) {
    var subscription = topics.get(topic);
    return subscription == null ? topics.computeIfAbsent(topic, this::matched) : subscription;
  }

  /**
   * The subscription to a topic that is named, or has been found by the pattern.
   *
   * @throws IllegalArgumentException if there is none
   */
  TopicSubscription require(String topic) {
    var subscription = topics.get(topic);
    if (subscription != null) {
      return subscription;
    }
    if (others != null && others.matches(topic)) {
      return of(topic);
    }
    throw new IllegalArgumentException("topic " + topic + " is not subscribed to here");
  }

  private TopicSubscription matched(String topic) {
    if (others == null) {
      throw new IllegalStateException("nothing is subscribed to topic " + topic);
    }
    var gate = gates.get();
    if (paused) {
      gate.close();
    }
    return new TopicSubscription(topic, EventTypes.of(List.of()), Map.of(), others, gate);
  }

  void pauseAll() {
    paused = true;
    topics.values().forEach(topic -> topic.gate().close());
  }

  void resumeAll() {
    paused = false;
    gates().forEach(Gate::open);
  }

  /** Every gate there is. */
  Stream<Gate> gates() {
    return topics.values().stream()
        .flatMap(
            topic ->
                Stream.concat(
                    Stream.of(topic.gate()),
                    topic.handlers().values().stream().map(Subscription::gate)));
  }

  /** The gates of all subscriptions to a type. */
  List<Gate> gatesOf(Class<?> eventClass) {
    return topics.values().stream()
        .map(topic -> topic.handlers().get(eventClass))
        .filter(subscription -> subscription != null)
        .map(Subscription::gate)
        .toList();
  }

  /** The collectors of all handlers that take batches. */
  List<BatchCollector<?>> collectors() {
    return topics.values().stream()
        .flatMap(topic -> topic.handlers().values().stream())
        .map(Subscription::target)
        .filter(Target.Batched.class::isInstance)
        .<BatchCollector<?>>map(target -> ((Target.Batched<?>) target).collector())
        .toList();
  }

  /** The handler for what no other takes, on the topics of a pattern. */
  record Others(Pattern topics, RecordHandler handler, Retries retries) {

    boolean matches(String topic) {
      return topics.matcher(topic).matches();
    }
  }

  /** What is subscribed to one topic. */
  record TopicSubscription(
      String name,
      EventTypes types,
      Map<Class<? extends IntegrationEvent>, Subscription<?>> handlers,
      @Nullable Others others,
      Gate gate) {

    boolean hasTypes() {
      return !handlers.isEmpty();
    }

    Others requireOthers() {
      if (others == null) {
        throw new IllegalStateException("no handler for other events of topic " + name);
      }
      return others;
    }

    Subscription<?> subscriptionOf(IntegrationEvent event) {
      var subscription = handlers.get(event.getClass());
      if (subscription == null) {
        throw new IllegalStateException("no handler for " + event.getClass().getName());
      }
      return subscription;
    }
  }
}
