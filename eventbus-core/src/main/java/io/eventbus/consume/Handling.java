package io.eventbus.consume;

import io.eventbus.codec.DecodedEvent;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.deadletter.DeadLetterReason;
import io.eventbus.deadletter.DeadLetterWriter;
import io.eventbus.event.EventBusException;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.Retries;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all deliveries of a consumer share: decode a record, find its handler, call it. */
record Handling(
    EventCodec codec,
    Subscriptions subscriptions,
    Retries retries,
    DeadLetterWriter deadLetters,
    UnknownTypeRule unknownTypes,
    ConsumerCounters counters,
    Workers workers,
    Observed observed,
    Consumer<Throwable> fatal) {

  /** Makes one attempt; what it throws is a failed one. */
  Outcome attempt(Delivery delivery) throws Exception {
    var subscribed = delivery.partition().subscribed();
    var encoded = delivery.record().encoded();
    if (subscribed.hasTypes()) {
      var decoded = codec.decode(encoded, subscribed.types(), delivery.record().origin());
      if (decoded instanceof DecodedEvent.Known known) {
        return deliver(delivery, known);
      }
      if (subscribed.others() == null) {
        return unknown(delivery, (DecodedEvent.Unknown) decoded);
      }
    }
    return deliver(delivery, subscribed.requireOthers(), encoded);
  }

  private Outcome deliver(Delivery delivery, DecodedEvent.Known known) throws Exception {
    var subscription = delivery.partition().subscribed().subscriptionOf(known.event());
    return deliver(delivery, subscription, known);
  }

  private <E extends IntegrationEvent> Outcome deliver(
      Delivery delivery, Subscription<E> subscription, DecodedEvent.Known known) throws Exception {
    if (subscription.gate().closed()) {
      return new Outcome.Closed(subscription.gate());
    }
    delivery.obeys(subscription);
    var context = new ReceivedContext(known, delivery.record(), delivery.attempt());
    var event = subscription.eventClass().cast(known.event());
    delivery.begins(delivery.partition().meters().handlerOf(subscription.eventClass()));
    return subscription.target().deliver(delivery, event, context);
  }

  private Outcome deliver(Delivery delivery, Subscriptions.Others others, EncodedEvent encoded)
      throws Exception {
    delivery.obeys(others.retries());
    delivery.begins(delivery.partition().meters().others());
    var attempt = Attempt.begin(delivery);
    try {
      others.handler().handle(encoded, delivery.record().origin());
    } finally {
      attempt.end();
    }
    return Outcome.DONE;
  }

  /**
   * The event for a batch that its key is in already; {@code null} if it belongs somewhere else, or
   * must wait: then it takes its own way once it is at the front.
   */
  <E extends IntegrationEvent> @Nullable ReceivedEvent<E> decodeFor(
      Delivery delivery, BatchCollector<E> collector) {
    if (delivery.alone() || delivery.partition().mustWait()) {
      return null;
    }
    var subscribed = delivery.partition().subscribed();
    var encoded = delivery.record().encoded();
    try {
      var decoded = codec.decode(encoded, subscribed.types(), delivery.record().origin());
      return decoded instanceof DecodedEvent.Known known
          ? collector.accept(delivery, subscribed.subscriptionOf(known.event()), known)
          : null;
    } catch (EventBusException e) {
      return null;
    }
  }

  private Outcome unknown(Delivery delivery, DecodedEvent.Unknown unknown) {
    return switch (unknownTypes) {
      case IGNORE -> ignored(delivery);
      case DEAD_LETTER -> unknownType(delivery);
      case FAIL -> new Outcome.Fatal(failure(delivery, unknown));
    };
  }

  /** What was sent back is meant for this group: passed over, nobody would miss it. */
  private Outcome ignored(Delivery delivery) {
    if (delivery.record().isRedriven()) {
      return unknownType(delivery);
    }
    counters.skipped.increment();
    delivery.partition().meters().skipped();
    return Outcome.SKIPPED;
  }

  private static Outcome unknownType(Delivery delivery) {
    return new Outcome.Dead(delivery.record().failed(DeadLetterReason.UNKNOWN_TYPE, 0, null));
  }

  private static EventBusException failure(Delivery delivery, DecodedEvent.Unknown unknown) {
    return new EventBusException(
        "no handler for type "
            + unknown.type()
            + " version "
            + unknown.version()
            + delivery
            + ": register one, or choose another rule for unknown types",
        null);
  }
}
