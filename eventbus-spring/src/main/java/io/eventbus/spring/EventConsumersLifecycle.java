package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.deadletter.DeadLetterOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * The consumers of the application, one for each group. They start when all else has, and stop
 * before all else does. Safe to share between threads.
 */
final class EventConsumersLifecycle implements SmartLifecycle, SmartInitializingSingleton {

  /** What holds for all of them. */
  record Settings(ConsumerProperties consumer, Duration closeTimeout) {}

  private final EventBus bus;
  private final Settings settings;
  private final HandlerSearch search;
  private final List<EventConsumerCustomizer> customizers;
  private List<Registration> registrations = List.of();
  private volatile List<EventConsumer> running = List.of();

  EventConsumersLifecycle(
      EventBus bus,
      Settings settings,
      HandlerSearch search,
      List<EventConsumerCustomizer> customizers) {
    this.bus = bus;
    this.settings = settings;
    this.search = search;
    this.customizers = customizers;
  }

  /** Finds the handlers, and refuses what cannot be subscribed before anything has started. */
  @Override
  public void afterSingletonsInstantiated() {
    registrations = search.find();
    builders();
  }

  private List<EventConsumerBuilder> builders() {
    return registrations.stream().map(Registration::group).distinct().map(this::builder).toList();
  }

  private EventConsumerBuilder builder(String group) {
    var consumer = settings.consumer();
    var builder =
        bus.consumer(group)
            .options(options(group))
            .retry(consumer.retry().policy())
            .unknownTypes(consumer.unknownTypes())
            .deadLetters(new DeadLetterOptions(consumer.createDeadLetterTopics()));
    registrations.stream()
        .filter(registration -> registration.group().equals(group))
        .forEach(registration -> registration.with(builder));
    customizers.forEach(customizer -> customizer.customize(group, builder));
    return builder;
  }

  /** The options of a group's consumer, with the concurrency that its handlers name. */
  ConsumerOptions options(String group) {
    var usual = settings.consumer().options();
    var wanted =
        registrations.stream()
            .filter(registration -> registration.group().equals(group))
            .map(Registration::concurrency)
            .filter(concurrency -> concurrency > 0)
            .distinct()
            .toList();
    if (wanted.size() > 1) {
      throw new EventBusStartException(
          "The handlers of group " + group + " name different concurrencies: " + wanted,
          "Name one of them: all handlers of a group share it.",
          null);
    }
    return wanted.isEmpty() ? usual : usual.withConcurrency(wanted.get(0));
  }

  /** The consumers that run. */
  List<EventConsumer> consumers() {
    return running;
  }

  @Override
  public synchronized void start() {
    if (!isRunning()) {
      var started = new ArrayList<EventConsumer>();
      try {
        builders().forEach(builder -> started.add(builder.start()));
      } finally {
        running = List.copyOf(started);
      }
    }
  }

  /** Lets running handlers finish, of all groups side by side. */
  @Override
  public synchronized void stop() {
    var threads = running.stream().map(this::closing).toList();
    threads.forEach(Thread::start);
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = List.of();
  }

  private Thread closing(EventConsumer consumer) {
    Duration timeout = settings.closeTimeout();
    return new Thread(() -> consumer.close(timeout), "eventbus-close-" + consumer.group());
  }

  @Override
  public boolean isRunning() {
    return !running.isEmpty();
  }

  @Override
  public boolean isAutoStartup() {
    return settings.consumer().autoStartup();
  }

  /** Last to start, first to stop: before the web server, which handlers may need. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
