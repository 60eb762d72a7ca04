package io.eventbus.consume;

import io.eventbus.codec.EventTypes;
import io.eventbus.event.IntegrationEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which handler takes which type of which topic. Immutable. */
final class Subscriptions {

  private final Map<String, TopicSubscription> topics;

  private Subscriptions(Map<String, TopicSubscription> topics) {
    this.topics = topics;
  }

  Set<String> topics() {
    return topics.keySet();
  }

  TopicSubscription of(String topic) {
    var subscription = topics.get(topic);
    if (subscription == null) {
      throw new IllegalStateException("nothing is subscribed to topic " + topic);
    }
    return subscription;
  }

  /** What is subscribed to one topic. */
  record TopicSubscription(
      EventTypes types, Map<Class<? extends IntegrationEvent>, EventHandler<?>> handlers) {

    @SuppressWarnings("unchecked") // add() pairs a class with a handler of that class
    <E extends IntegrationEvent> @Nullable EventHandler<E> handlerOf(E event) {
      return (EventHandler<E>) handlers.get(event.getClass());
    }
  }

  /** Collects subscriptions and refuses contradictions at once. */
  static final class Builder {

    private final Map<String, Map<Class<? extends IntegrationEvent>, EventHandler<?>>> topics =
        new LinkedHashMap<>();

    <E extends IntegrationEvent> void add(
        String topic, Class<E> eventClass, EventHandler<? super E> handler) {
      var handlers = new LinkedHashMap<>(topics.getOrDefault(topic, Map.of()));
      if (handlers.putIfAbsent(eventClass, handler) != null) {
        throw new IllegalArgumentException(
            "eventClass " + eventClass.getName() + " has a handler on topic " + topic + " already");
      }
      EventTypes.of(handlers.keySet());
      topics.put(topic, handlers);
    }

    Subscriptions build() {
      if (topics.isEmpty()) {
        throw new IllegalStateException("no handler is registered: call on(…) before start()");
      }
      var built = new HashMap<String, TopicSubscription>();
      topics.forEach(
          (topic, handlers) ->
              built.put(
                  topic,
                  new TopicSubscription(EventTypes.of(handlers.keySet()), Map.copyOf(handlers))));
      return new Subscriptions(Map.copyOf(built));
    }
  }
}
