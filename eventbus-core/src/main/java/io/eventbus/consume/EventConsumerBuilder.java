package io.eventbus.consume;

import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.deadletter.LetterTopics;
import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.topic.TopicNaming;
import io.eventbus.topic.TopicTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Registers handlers and starts a consumer; unknown types are ignored, failures retried by {@link
 * RetryPolicy#defaults()}, bounds are {@link ConsumerOptions#defaults()}. Used by one thread.
 */
public final class EventConsumerBuilder {

  private final EventConsumers consumers;
  private final String group;
  private final SubscriptionsBuilder subscriptions;
  private final Map<String, String> clientProperties = new HashMap<>();
  private ConsumerOptions options = ConsumerOptions.defaults();
  private RetryPolicy retryPolicy = RetryPolicy.defaults();
  private UnknownTypeRule unknownTypes = UnknownTypeRule.IGNORE;
  private DeadLetterOptions deadLetters = DeadLetterOptions.defaults();
  private @Nullable Executor executor;

  EventConsumerBuilder(EventConsumers consumers, String group) {
    this.consumers = consumers;
    this.group = group;
    this.subscriptions = new SubscriptionsBuilder(group, consumers.parts().upcasters());
  }

  /**
   * Handles events of this type from the type's own topic.
   *
   * @throws IllegalArgumentException if the class lacks {@link io.eventbus.event.EventType}, has a
   *     handler there already, shares its logical type with another class there, cannot be read
   *     from JSON, or upcasters lead to it with a gap
   */
  public <E extends IntegrationEvent> EventConsumerBuilder on(
      Class<E> eventClass, EventHandler<? super E> handler) {
    return on(eventClass, SubscriptionOptions.defaults(), handler);
  }

  /**
   * Handles events of this type from this topic. Several types may be read from one topic, and one
   * type from several. Where one type alone is read from a topic, bare JSON on it is read as that
   * type.
   *
   * @throws IllegalArgumentException if the topic's name, or that of its dead-letter topic, is not
   *     legal, if it is a dead-letter topic or a retry topic of this very group, or as above
   */
  public <E extends IntegrationEvent> EventConsumerBuilder on(
      Class<E> eventClass, String topic, EventHandler<? super E> handler) {
    return on(eventClass, SubscriptionOptions.defaults().withTopic(topic), handler);
  }

  /**
   * Handles events of this type with options of its own.
   *
   * @throws IllegalArgumentException as above
   */
  public <E extends IntegrationEvent> EventConsumerBuilder on(
      Class<E> eventClass, SubscriptionOptions options, EventHandler<? super E> handler) {
    Arguments.requirePresent(handler, "handler");
    return add(eventClass, options, workers -> new Target.One<>(handler));
  }

  /**
   * Handles events of this type without occupying a thread while they wait.
   *
   * @throws IllegalArgumentException as above
   */
  public <E extends IntegrationEvent> EventConsumerBuilder onAsync(
      Class<E> eventClass, SubscriptionOptions options, AsyncEventHandler<? super E> handler) {
    Arguments.requirePresent(handler, "handler");
    return add(eventClass, options, workers -> new Target.Async<>(handler));
  }

  /**
   * Handles events of this type in lists, filled as {@link SubscriptionOptions#batch()} says.
   *
   * @throws IllegalArgumentException as above
   */
  public <E extends IntegrationEvent> EventConsumerBuilder onBatch(
      Class<E> eventClass, SubscriptionOptions options, BatchEventHandler<E> handler) {
    Arguments.requirePresent(handler, "handler");
    Arguments.requirePresent(options, "options");
    return add(
        eventClass,
        options,
        workers -> new Target.Batched<>(new BatchCollector<>(handler, options.batch(), workers)));
  }

  /**
   * Handles, as they are, all records that no handler of a type takes from topics that match: types
   * without a handler, and topics that are not named at all. A topic that comes to be later is
   * found after {@code metadata.max.age.ms}. Topics that end in {@code .dlq}, {@code .retry} or
   * {@code .acts} never match.
   *
   * @throws IllegalArgumentException if there is such a handler already, or the pattern was
   *     compiled with flags
   */
  public EventConsumerBuilder onOthers(Pattern topicPattern, RecordHandler handler) {
    subscriptions.addOthers(
        SubscriptionOptions.requireNoFlags(topicPattern),
        Arguments.requirePresent(handler, "handler"));
    return this;
  }

  private <E extends IntegrationEvent> EventConsumerBuilder add(
      Class<E> eventClass,
      SubscriptionOptions options,
      SubscriptionsBuilder.TargetFactory<E> target) {
    Arguments.requirePresent(eventClass, "eventClass");
    Arguments.requirePresent(options, "options");
    consumers.parts().codec().requireReadable(eventClass);
    var pattern = patternOf(eventClass, options);
    if (pattern != null) {
      TopicNaming.requireLegal(LetterTopics.deadLettersOf("t", group));
      subscriptions.addPattern(pattern, eventClass, target, options.retryPolicy());
      return this;
    }
    var named = options.topic();
    var topic = named == null ? consumers.parts().naming().topicOf(eventClass) : named;
    TopicNaming.requireLegal(LetterTopics.deadLettersOf(topic, group));
    if (topic.endsWith("." + group + ".dlq")) {
      throw new IllegalArgumentException(
          "topic " + topic + " holds the dead letters of group " + group + " itself");
    }
    if (topic.endsWith(LetterTopics.endOfRetries(group))) {
      throw new IllegalArgumentException(
          "topic " + topic + " is read by group " + group + " beside the topic of the events");
    }
    subscriptions.add(topic, eventClass, target, options.retryPolicy());
    return this;
  }

  /** What its topics match, {@code null} if there is one by its name. */
  private @Nullable Pattern patternOf(
      Class<? extends IntegrationEvent> eventClass, SubscriptionOptions options) {
    if (options.topicPattern() != null || options.topic() != null) {
      return options.topicPattern();
    }
    var own = TopicTemplate.of(consumers.parts().naming().topicOf(eventClass), eventClass);
    return own.fixed() ? null : own.pattern();
  }

  /** Order, concurrency and bounds of the consumer. */
  public EventConsumerBuilder options(ConsumerOptions options) {
    this.options = Arguments.requirePresent(options, "options");
    return this;
  }

  /** What happens when a handler fails whose subscription has no policy of its own. */
  public EventConsumerBuilder retry(RetryPolicy retryPolicy) {
    this.retryPolicy = Arguments.requirePresent(retryPolicy, "retryPolicy");
    return this;
  }

  /** What happens to types that no handler is registered for. */
  public EventConsumerBuilder unknownTypes(UnknownTypeRule unknownTypes) {
    this.unknownTypes = Arguments.requirePresent(unknownTypes, "unknownTypes");
    return this;
  }

  /** How the topics of dead letters are made. */
  public EventConsumerBuilder deadLetters(DeadLetterOptions deadLetters) {
    this.deadLetters = Arguments.requirePresent(deadLetters, "deadLetters");
    return this;
  }

  /**
   * Where handlers run: by default on virtual threads from JDK 21 on, and on a pool of the
   * consumer's own before. The concurrency bounds them all the same. The executor is not closed
   * with the consumer; one that runs its tasks on the calling thread would stop the polling.
   */
  public EventConsumerBuilder executor(Executor executor) {
    this.executor = Arguments.requirePresent(executor, "executor");
    return this;
  }

  /**
   * A property of the Kafka consumer of this group alone, such as {@code session.timeout.ms}; one
   * that the bus has, too, counts here as said here.
   *
   * @throws IllegalArgumentException if it is one of the few on which the promises rest, or says
   *     where the brokers are
   */
  public EventConsumerBuilder clientProperty(String name, String value) {
    ConsumerSettings.requireFree(Arguments.requireText(name, "name"));
    clientProperties.put(name, Arguments.requirePresent(value, "value"));
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
    return consumers.start(this, RunningConsumer::makeLoop);
  }

  /**
   * As {@link #start}, but the Kafka consumer is made by the thread that polls it, too: making the
   * first of a JVM takes a quarter of a second. What only the making of it tells, such as a missing
   * key store, is no exception then: the log and {@link io.eventbus.EventBus#health} tell, and it
   * is tried again. Until it is made, the consumer cannot be moved to another position.
   *
   * @throws IllegalStateException if no handler is registered or the bus is closed
   * @throws io.eventbus.event.EventBusException if a property of the Kafka consumer is not legal
   */
  public EventConsumer startInBackground() {
    return consumers.start(this, consumer -> {});
  }

  void requireHandler() {
    subscriptions.requireHandler();
  }

  String group() {
    return group;
  }

  /** Those of the bus, and over them its own. */
  Map<String, Object> clientProperties(Map<String, Object> ofTheBus) {
    var all = new HashMap<>(ofTheBus);
    all.putAll(clientProperties);
    return all;
  }

  ConsumerOptions options() {
    return options;
  }

  UnknownTypeRule unknownTypes() {
    return unknownTypes;
  }

  DeadLetterOptions deadLetters() {
    return deadLetters;
  }

  Retries retries() {
    return Retries.of(retryPolicy);
  }

  Workers workers() {
    var threads = executor == null ? new HandlerThreads(group) : executor;
    return new Workers(threads, options.concurrency());
  }

  Subscriptions subscriptions(Workers workers) {
    return subscriptions.build(workers, retryPolicy);
  }
}
