package io.eventbus.consume;

import io.eventbus.deadletter.DeadLetterWriter;
import io.eventbus.event.Arguments;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.publish.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the consumers of one bus and closes them with it. Safe to share between threads. */
public final class EventConsumers {

  private final Map<String, Object> clientProperties;
  private final ConsumerParts parts;
  private final boolean enabled;
  private final TopicLookout lookout;
  private final Queue<RunningConsumer> running = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * Consumers that share these parts.
   *
   * @param clientProperties properties of the Kafka client, {@code bootstrap.servers} at least
   * @param enabled {@code false} for consumers that read nothing
   */
  public EventConsumers(
      Map<String, Object> clientProperties, ConsumerParts parts, boolean enabled) {
    this.clientProperties =
        Map.copyOf(Arguments.requirePresent(clientProperties, "clientProperties"));
    this.parts = Arguments.requirePresent(parts, "parts");
    this.enabled = enabled;
    this.lookout = new TopicLookout(this.clientProperties);
  }

  /** A consumer of this group, to be given its handlers. */
  public EventConsumerBuilder consumer(String group) {
    return new EventConsumerBuilder(this, Arguments.requireText(group, "group"));
  }

  /**
   * Closes all consumers side by side.
   *
   * @param timeout how long to wait for running handlers, not negative
   */
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    closed = true;
    List<CompletableFuture<Void>> closing = new ArrayList<>();
    for (var consumer = running.poll(); consumer != null; consumer = running.poll()) {
      var leaving = consumer;
      var done = new CompletableFuture<Void>();
      HandlerThreads.daemon(
              "eventbus-close",
              () -> {
                leaving.close(timeout);
                done.complete(null);
              })
          .start();
      closing.add(done);
    }
    closing.forEach(CompletableFuture::join);
    lookout.close();
  }

  /**
   * What is wrong with these consumers.
   *
   * @param brokerAnswers whether a broker answers: if none does, no more need be said of a consumer
   *     that has not found its group yet
   */
  public List<HealthProblem> problems(HealthOptions options, boolean brokerAnswers) {
    Arguments.requirePresent(options, "options");
    var now = Instant.now();
    return running.stream()
        .filter(consumer -> !consumer.over())
        .flatMap(consumer -> consumer.health().problems(options, brokerAnswers, now).stream())
        .toList();
  }

  /** The groups of the consumers that are not closed, with the state of the best of each. */
  public Map<String, String> groups() {
    var best = new HashMap<String, ConsumerState>();
    for (var consumer : running) {
      if (!consumer.over()) {
        best.merge(
            consumer.group(),
            consumer.state(),
            (one, other) -> other == ConsumerState.RUNNING ? other : one);
      }
    }
    var names = new HashMap<String, String>();
    best.forEach((group, state) -> names.put(group, state.name()));
    return names;
  }

  /** Whether the calling thread is in a handler of one of these consumers. */
  public boolean runHere() {
    return running.stream().anyMatch(RunningConsumer::runsHere);
  }

  ConsumerParts parts() {
    return parts;
  }

  /**
   * Starts a consumer.
   *
   * @param first what it does on the calling thread
   */
  EventConsumer start(EventConsumerBuilder builder, Consumer<RunningConsumer> first) {
    if (closed) {
      throw new IllegalStateException("the bus is closed: no consumer can be started");
    }
    if (!enabled) {
      builder.requireHandler();
      return new DisabledConsumer(builder.group());
    }
    var started = make(builder);
    if (KafkaClients.in(clientProperties) == null) {
      first.accept(started);
    } else {
      started.makeLoop(); // takes no time, and a test may wait for what the group has to do
    }
    running.removeIf(old -> gone(old, started.group()));
    running.add(started);
    started.start();
    if (closed) {
      // Closed in this very moment, perhaps without having seen this one.
      started.close(Duration.ZERO);
      throw new IllegalStateException("the bus is closed: no consumer can be started");
    }
    return started;
  }

  /** Whether nobody needs to know of it any more, now that another of this group begins. */
  private static boolean gone(RunningConsumer old, String group) {
    boolean replaced = old.ended() && old.group().equals(group);
    if (replaced) {
      old.forget();
    }
    return replaced || old.over();
  }

  private RunningConsumer make(EventConsumerBuilder builder) {
    var options = ConsumerSettings.options(clientProperties, builder.options());
    var group = builder.group();
    var workers = builder.workers();
    var subscriptions = builder.subscriptions(workers);
    var properties =
        ConsumerSettings.properties(
            builder.clientProperties(clientProperties),
            group,
            options,
            subscriptions.pattern() != null);
    int window = ConsumerSettings.window(properties, options);
    var meters = parts.observability().meters();
    var tracing = parts.observability().tracing();
    var refused = new AtomicReference<@Nullable Throwable>();
    var handling =
        new Handling(
            parts.codec(),
            subscriptions,
            builder.retries(),
            new DeadLetterWriter(
                parts.deadLetterSender(), group, builder.deadLetters(), clientProperties, tracing),
            builder.unknownTypes(),
            new ConsumerCounters(),
            workers,
            Observed.by(parts.observability(), group),
            failure -> refused.compareAndSet(null, failure));
    var partitions = new PartitionFactory(options, window, handling);
    var byName = subscriptions.pattern() == null ? subscriptions.retryTopics() : Set.<String>of();
    var topics = new RetryTopics(Set.copyOf(subscriptions.topics()), byName, lookout::readable);
    return new RunningConsumer(
        group,
        handling,
        () -> new PollLoop(ConsumerSettings.consumer(properties, meters), partitions, topics),
        refused);
  }
}
