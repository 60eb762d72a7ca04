package io.eventbus.consume;

import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;

/** What a subscription does with an event. */
sealed interface Target<E extends IntegrationEvent> {

  Outcome deliver(Delivery delivery, E event, ReceivedContext context) throws Exception;

  /** Calls the handler. */
  record One<E extends IntegrationEvent>(EventHandler<? super E> handler) implements Target<E> {

    @Override
    public Outcome deliver(Delivery delivery, E event, ReceivedContext context) throws Exception {
      var attempt = Attempt.begin(delivery, context);
      try {
        handler.handle(event, context);
      } finally {
        attempt.end();
      }
      return Outcome.DONE;
    }
  }

  /** Calls the handler and lets its stage decide. */
  record Async<E extends IntegrationEvent>(AsyncEventHandler<? super E> handler)
      implements Target<E> {

    @Override
    public Outcome deliver(Delivery delivery, E event, ReceivedContext context) throws Exception {
      context.metadata(); // what cannot be read is found now, not on another thread
      var attempt = Attempt.begin(delivery, context);
      try {
        return new Outcome.Later(
            Arguments.requirePresent(handler.handle(event, context), "the handler's stage"));
      } finally {
        attempt.end();
      }
    }
  }

  /** Puts the event into a batch. */
  record Batched<E extends IntegrationEvent>(BatchCollector<E> collector) implements Target<E> {

    @Override
    public Outcome deliver(Delivery delivery, E event, ReceivedContext context) {
      context.metadata(); // what cannot be read must not make others of its batch fail
      collector.add(delivery, new ReceivedEvent<>(event, context));
      return Outcome.COLLECTED;
    }
  }
}
