package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.ConsumerState;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.deadletter.DeadLetterOptions;
import io.eventbus.event.EventBusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * The consumers of the application, one for each group. They start when all else has, and stop
 * before all else does. Safe to share between threads.
 */
final class EventConsumersLifecycle implements SmartLifecycle, SmartInitializingSingleton {

  /**
   * What holds for all of them.
   *
   * @param later whether clients may be made when all else has started
   */
  record Settings(ConsumerProperties consumer, Duration closeTimeout, boolean later) {}

  private final EventBus bus;
  private final Settings settings;
  private final HandlerSearch search;
  private final List<EventConsumerCustomizer> customizers;
  private List<Registration> registrations = List.of();
  private volatile List<EventConsumer> running = List.of();
  private @Nullable Thread keepAlive;

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
    groups().forEach(this::builder);
  }

  private List<String> groups() {
    return registrations.stream().map(Registration::group).distinct().toList();
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

  /** Starts all of them, or none: those that have started are closed if one cannot. */
  @Override
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    var started = new ArrayList<EventConsumer>();
    try {
      groups().forEach(group -> started.add(start(group)));
    } catch (RuntimeException e) {
      close(started);
      throw e;
    }
    running = List.copyOf(started);
    if (running.stream().anyMatch(consumer -> consumer.state() != ConsumerState.DISABLED)) {
      keepAlive = KeepAlive.start();
    }
  }

  private EventConsumer start(String group) {
    var builder = builder(group);
    try {
      // What a customizer has set, too, only the making of the client may tell to be wrong.
      return settings.later() && customizers.isEmpty()
          ? builder.startInBackground()
          : builder.start();
    } catch (EventBusException | IllegalArgumentException e) {
      throw new EventBusStartException(
          "The consumer of group " + group + " cannot be started",
          "Correct 'eventbus.client' and 'eventbus.consumer', or the EventConsumerCustomizer.",
          e);
    }
  }

  @Override
  public synchronized void stop() {
    close(running);
    running = List.of();
    if (keepAlive != null) {
      keepAlive.interrupt();
      keepAlive = null;
    }
  }

  /** Lets running handlers finish, of all groups side by side. */
  private void close(List<EventConsumer> consumers) {
    var threads = consumers.stream().map(this::closing).toList();
    threads.forEach(Thread::start);
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
