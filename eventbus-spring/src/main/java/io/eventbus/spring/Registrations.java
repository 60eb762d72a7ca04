package io.eventbus.spring;

import io.eventbus.consume.AsyncEventHandler;
import io.eventbus.consume.BatchEventHandler;
import io.eventbus.consume.EventConsumerBuilder;
import io.eventbus.consume.EventHandler;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.event.IntegrationEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes registrations of what the application has for handlers. */
final class Registrations {

  private final Supplier<@Nullable Inboxes> inboxes;

  Registrations(Supplier<@Nullable Inboxes> inboxes) {
    this.inboxes = inboxes;
  }

  /** Subscribes a handler with one of its options. */
  @FunctionalInterface
  private interface Subscriber {
    void subscribe(EventConsumerBuilder builder, SubscriptionOptions options);
  }

  /** Of a method. */
  Registration of(HandlerMethod method, String origin, HandlerOptions options) {
    var shape = method.shape();
    var eventClass = shape.eventClass();
    if (shape.async()) {
      return ofAsync(eventClass, method::handleAsync, origin, options);
    }
    return shape.parameters().batch()
        ? ofBatches(eventClass, method::handleAll, origin, options)
        : of(eventClass, method::handle, origin, options);
  }

  /** Of a handler of single events. */
  <E extends IntegrationEvent> Registration of(
      Class<E> eventClass, EventHandler<? super E> handler, String origin, HandlerOptions options) {
    EventHandler<? super E> used =
        options.idempotent()
            ? inboxes(origin)
                .of(options.group())
                .<E>once((event, context, transaction) -> handler.handle(event, context))
            : handler;
    return registration(origin, options, (builder, each) -> builder.on(eventClass, each, used));
  }

  /** Of a handler of batches. */
  <E extends IntegrationEvent> Registration ofBatches(
      Class<E> eventClass, BatchEventHandler<E> handler, String origin, HandlerOptions options) {
    BatchEventHandler<E> used =
        options.idempotent()
            ? inboxes(origin)
                .of(options.group())
                .onceInBatches((events, transaction) -> handler.handle(events))
            : handler;
    return registration(
        origin, options, (builder, each) -> builder.onBatch(eventClass, each, used));
  }

  /** Of an asynchronous handler. */
  <E extends IntegrationEvent> Registration ofAsync(
      Class<E> eventClass,
      AsyncEventHandler<? super E> handler,
      String origin,
      HandlerOptions options) {
    if (options.idempotent()) {
      throw new EventBusStartException(
          "The handler " + origin + " is idempotent and asynchronous, which exclude each other",
          "Let it return nothing: a transaction ends when the handler returns.",
          null);
    }
    return registration(
        origin, options, (builder, each) -> builder.onAsync(eventClass, each, handler));
  }

  private Registration registration(String origin, HandlerOptions options, Subscriber subscriber) {
    return new Registration(
        origin,
        options.group(),
        options.concurrency(),
        builder -> options.subscriptions().forEach(each -> subscriber.subscribe(builder, each)));
  }

  private Inboxes inboxes(String origin) {
    var known = inboxes.get();
    if (known == null) {
      throw new EventBusStartException(
          "The handler " + origin + " is idempotent, but there is no inbox",
          "Add a single DataSource with its transaction manager (spring-boot-starter-jdbc or"
              + " -data-jpa), which the inbox is kept in.",
          null);
    }
    return known;
  }
}
