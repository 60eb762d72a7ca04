package io.eventbus.consume;

import io.eventbus.codec.EventTypes;
import io.eventbus.codec.Upcasters;
import io.eventbus.deadletter.LetterTopics;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import java.util.HashMap;
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

  private static final int LONGEST_TOPIC = 249;

  private final String group;
  private final Map<String, TopicSubscription> topics = new ConcurrentHashMap<>();
  private final List<ByPattern> patterns;
  private final @Nullable Others others;
  private final Upcasters upcasters;
  private final Supplier<Gate> gates;
  private volatile boolean paused;

  Subscriptions(String group, Handlers handlers, Upcasters upcasters, Supplier<Gate> gates) {
    this.group = group;
    this.patterns = handlers.patterns();
    this.others = handlers.others();
    this.upcasters = upcasters;
    this.gates = gates;
    handlers.named().forEach((topic, named) -> topics.put(topic, subscription(topic, named)));
  }

  /** What is subscribed to a topic: what names it, and what matches it. */
  private TopicSubscription subscription(String topic, List<Subscription<?>> named) {
    var handlers = new HashMap<Class<? extends IntegrationEvent>, Subscription<?>>();
    named.forEach(handler -> handlers.put(handler.eventClass(), handler));
    for (var pattern : patterns) {
      if (matches(pattern.topics(), topic)) {
        var handler = pattern.subscription();
        handlers.putIfAbsent(handler.eventClass(), handler);
      }
    }
    return new TopicSubscription(
        topic,
        EventTypes.of(handlers.keySet(), upcasters),
        Map.copyOf(handlers),
        others != null && matches(others.topics(), topic) ? others : null,
        gates.get());
  }

  /** A topic of dead letters, or beside one, is nobody's by a pattern. */
  private static boolean matches(Pattern pattern, String topic) {
    return !LetterTopics.isOne(topic) && pattern.matcher(topic).matches();
  }

  /** The topics that are named. */
  Set<String> topics() {
    return topics.keySet();
  }

  /** The retry topics that there may be beside the topics that are named. */
  Set<String> retryTopics() {
    return topics.keySet().stream()
        .map(topic -> LetterTopics.retriesOf(topic, group))
        .filter(topic -> topic.length() <= LONGEST_TOPIC)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The group whose subscriptions they are. */
  String group() {
    return group;
  }

  /** Whether a topic is the retry topic of another one. */
  boolean isRetry(String topic) {
    return originalOf(topic) != null;
  }

  /** The topic that this one is the retry topic of; {@code null} if it is none. */
  @Nullable String originalOf(String topic) {
    var original = LetterTopics.originalOf(topic, group);
    return original.equals(topic) ? null : original;
  }

  /**
   * What to subscribe to where a pattern is among it: the topics that are named and those that one
   * matches, but never one with dead letters; and beside each its retry topic.
   */
  @Nullable Pattern pattern() {
    var matched =
        patterns().map(each -> "(?:" + each.pattern() + ")").collect(Collectors.joining("|"));
    if (matched.isEmpty()) {
      return null;
    }
    var named = topics.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile(
        "(?:"
            + (named.isEmpty() ? "" : named + "|")
            + ("(?:" + matched + ")(?<!\\.(?:dlq|retry|acts)))")
            + ("(?:" + Pattern.quote(LetterTopics.endOfRetries(group)) + ")?"));
  }

  private Stream<Pattern> patterns() {
    return Stream.concat(
        patterns.stream().map(ByPattern::topics), Stream.ofNullable(others).map(Others::topics));
  }

  TopicSubscription of(String topic) {
    var subscription = topics.get(topic);
    return subscription == null ? find(LetterTopics.originalOf(topic, group)) : subscription;
  }

  /** Not while all are paused or resumed, which must not miss it. */
  private synchronized TopicSubscription find(String topic) {
    return topics.computeIfAbsent(topic, this::matched);
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
    var original = LetterTopics.originalOf(topic, group);
    if (topics.containsKey(original)
        || patterns().anyMatch(pattern -> matches(pattern, original))) {
      return of(topic);
    }
    throw new IllegalArgumentException("topic " + topic + " is not subscribed to here");
  }

  private TopicSubscription matched(String topic) {
    var subscription = subscription(topic, List.of());
    if (!subscription.hasTypes() && subscription.others() == null) {
      throw new IllegalStateException("nothing is subscribed to topic " + topic);
    }
    if (paused) {
      subscription.gate().close();
    }
    return subscription;
  }

  synchronized void pauseAll() {
    paused = true;
    topics.values().forEach(topic -> topic.gate().close());
  }

  synchronized void resumeAll() {
    paused = false;
    gates().forEach(Gate::open);
  }

  /** Every gate there is. */
  Stream<Gate> gates() {
    return Stream.concat(
        topics.values().stream().map(TopicSubscription::gate),
        handlers().map(Subscription::gate).distinct());
  }

  /** All handlers of types; one by a pattern comes once for each topic that it has matched. */
  private Stream<Subscription<?>> handlers() {
    return Stream.concat(
        patterns.stream().map(ByPattern::subscription),
        topics.values().stream().flatMap(topic -> topic.handlers().values().stream()));
  }

  /** What there is a handler for, in order. */
  List<SubscriptionStatus> status() {
    return Stream.of(
            patterns.stream().map(each -> each.status(paused)),
            Stream.ofNullable(others).map(each -> each.status(paused)),
            topics.values().stream().flatMap(TopicSubscription::status))
        .flatMap(each -> each)
        .sorted()
        .toList();
  }

  /** The gates of all subscriptions to a type. */
  List<Gate> gatesOf(Class<?> eventClass) {
    return handlers()
        .filter(handler -> handler.eventClass() == eventClass)
        .map(Subscription::gate)
        .distinct()
        .toList();
  }

  /** The collectors of all handlers that take batches. */
  List<BatchCollector<?>> collectors() {
    return handlers()
        .map(Subscription::target)
        .filter(Target.Batched.class::isInstance)
        .<BatchCollector<?>>map(target -> ((Target.Batched<?>) target).collector())
        .distinct()
        .toList();
  }

  /** Who takes what: by the names of topics, by patterns, and what no other takes. */
  record Handlers(
      Map<String, List<Subscription<?>>> named,
      List<ByPattern> patterns,
      @Nullable Others others) {}

  /** A handler of a type on the topics of a pattern, the same one on all of them. */
  record ByPattern(Pattern topics, Subscription<?> subscription) {

    SubscriptionStatus status(boolean allPaused) {
      return new SubscriptionStatus(
          topics.pattern(), true, subscription.type(), allPaused || subscription.gate().closed());
    }
  }

  /** The handler for what no other takes, on the topics of a pattern. */
  record Others(Pattern topics, RecordHandler handler, Retries retries) {

    SubscriptionStatus status(boolean allPaused) {
      return new SubscriptionStatus(topics.pattern(), true, SubscriptionStatus.OTHERS, allPaused);
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

    /** One for each handler. */
    Stream<SubscriptionStatus> status() {
      boolean closed = gate.closed();
      var ofTypes =
          handlers.values().stream()
              .map(
                  each ->
                      new SubscriptionStatus(
                          name, false, each.type(), closed || each.gate().closed()));
      var ofOthers =
          Stream.ofNullable(others)
              .map(each -> new SubscriptionStatus(name, false, SubscriptionStatus.OTHERS, closed));
      return Stream.concat(ofTypes, ofOthers);
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
