package io.eventbus.consume;

import io.eventbus.codec.DecodedEvent;
import io.eventbus.event.IntegrationEvent;
import org.jspecify.annotations.Nullable;

/**
 * Fills the batches of one handler. Besides events at the front of their key it takes those right
 * behind them, as long as they go into the same batch: so a key is never in two batches at once.
 * The lock is the workers' own: the polling thread only reads.
 *
 * @param <E> the event type
 */
final class BatchCollector<E extends IntegrationEvent> {

  private final BatchEventHandler<E> handler;
  private final BatchOptions options;
  private final Workers workers;
  private volatile @Nullable Batch<E> open;

  BatchCollector(BatchEventHandler<E> handler, BatchOptions options, Workers workers) {
    this.handler = handler;
    this.options = options;
    this.workers = workers;
  }

  /** Takes an event that is at the front of its key. */
  synchronized void add(Delivery delivery, ReceivedEvent<E> received) {
    if (delivery.alone()) {
      var single = new Batch<>(handler);
      single.add(delivery, received);
      workers.submit(single);
      return;
    }
    var batch = open;
    if (batch == null) {
      batch = new Batch<>(handler);
      open = batch;
      if (!options.maxWait().isZero()) {
        var begun = batch;
        Workers.after(options.maxWait(), () -> workers.submit(() -> end(begun)));
      }
    }
    batch.add(delivery, received);
    fill(batch);
    if (options.maxWait().isZero() && batch == open) {
      hand(batch);
    }
  }

  /** Takes what has come behind the events that are here; called after a poll. */
  void topUp() {
    if (open != null) {
      workers.submit(
          () -> {
            fillOpen();
            return null;
          });
    }
  }

  private synchronized void fillOpen() {
    var batch = open;
    if (batch != null) {
      fill(batch);
    }
  }

  private void fill(Batch<E> batch) {
    batch.fill(options.maxEvents(), this);
    if (batch.size() >= options.maxEvents()) {
      hand(batch);
    }
  }

  /** The wait is over. */
  private synchronized @Nullable Task end(Batch<E> batch) {
    if (open != batch) {
      return null;
    }
    batch.fill(options.maxEvents(), this);
    open = null;
    return batch;
  }

  private void hand(Batch<E> batch) {
    open = null;
    workers.submit(batch);
  }

  /** The event as this batch's own, if it is for this very handler and may be handled now. */
  @Nullable ReceivedEvent<E> accept(
      Delivery delivery, Subscription<?> subscription, DecodedEvent.Known known) {
    if (!(subscription.target() instanceof Target.Batched<?> batched)
        || batched.collector() != this
        || subscription.gate().closed()) {
      return null;
    }
    delivery.obeys(subscription);
    delivery.begins(delivery.partition().meters().handlerOf(subscription.eventClass()));
    @SuppressWarnings("unchecked") // the subscription pairs this collector with its class
    var event = (E) subscription.eventClass().cast(known.event());
    var context = new ReceivedContext(known, delivery.record(), delivery.attempt());
    context.metadata(); // as above, in Target
    return new ReceivedEvent<>(event, context);
  }
}
