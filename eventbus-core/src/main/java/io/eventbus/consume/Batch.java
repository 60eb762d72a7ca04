package io.eventbus.consume;

import io.eventbus.event.IntegrationEvent;
import io.eventbus.observe.MessageSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events that go to a handler in one list. While it is being filled it belongs to its collector,
 * then to the worker that runs it.
 *
 * @param <E> the event type
 */
final class Batch<E extends IntegrationEvent> implements Task {

  /** An event, and the one before it in its key if that is in this batch too. */
  private record Item<E extends IntegrationEvent>(
      Delivery delivery, ReceivedEvent<E> received, @Nullable Delivery before) {}

  private static final int NAMELESS = -1;

  private final BatchEventHandler<E> handler;
  private final List<Item<E>> items = new ArrayList<>();

  /** The last events of their keys: others may stand behind these. */
  private final Set<Delivery> tails = new HashSet<>();

  private volatile String place = "";

  Batch(BatchEventHandler<E> handler) {
    this.handler = handler;
  }

  int size() {
    return items.size();
  }

  /** Adds an event at the front of its key. */
  void add(Delivery delivery, ReceivedEvent<E> received) {
    add(new Item<>(delivery, received, null));
  }

  private void add(Item<E> item) {
    tails.add(item.delivery());
    items.add(item);
  }

  /** Adds what stands behind the events that are here. */
  void fill(int maxEvents, BatchCollector<E> collector) {
    for (var tail : List.copyOf(tails)) {
      var last = tail;
      for (var next = last.behind(); next != null && size() < maxEvents; next = last.behind()) {
        var received = next.partition().handling().decodeFor(next, collector);
        if (received == null) {
          break;
        }
        tails.remove(last);
        add(new Item<>(next, received, last));
        last = next;
      }
    }
  }

  @Override
  public @Nullable Task run() {
    var gone = new HashSet<Delivery>();
    items.removeIf(item -> leaves(item, gone));
    if (items.isEmpty()) {
      return null;
    }
    place = " with a batch of " + size() + ", the first" + items.get(0).delivery();
    long start = System.nanoTime();
    var span = span();
    try {
      handle(span);
    } catch (BatchFailedException e) {
      share(start);
      span.end(causeOf(e));
      failed(e.index() < items.size() ? e.index() : NAMELESS, causeOf(e));
      return null;
    } catch (Throwable e) {
      share(start);
      span.end(e);
      failed(NAMELESS, e);
      return null;
    }
    share(start);
    span.end(null);
    finish(items.size());
    return null;
  }

  private void handle(MessageSpan span) throws Exception {
    var scope = span.open();
    try {
      handler.handle(items.stream().map(Item::received).toList());
    } finally {
      scope.run();
    }
  }

  /** Of the topic of its first event; mostly it is that of all. */
  private MessageSpan span() {
    var first = items.get(0).delivery();
    var observed = first.partition().handling().observed();
    return observed
        .tracing()
        .processBatch(first.partition().name().topic(), observed.group(), items.size());
  }

  /** The events share the time that the handler took. */
  private void share(long start) {
    long now = System.nanoTime();
    long each = (now - start) / items.size();
    items.forEach(item -> item.delivery().begunAt(now - each));
  }

  /**
   * Whether an event is not to be handled in this batch: those of partitions that were given up are
   * others' by now; those that were paused in the meantime go their own way again, to wait at the
   * gate; and with each go those behind it in its key.
   */
  private static boolean leaves(Item<?> item, Set<Delivery> gone) {
    var delivery = item.delivery();
    boolean front = item.before() == null;
    if (front ? delivery.paused() : gone.contains(item.before())) {
      gone.add(delivery);
      run(delivery, front ? delivery : null);
      return true;
    }
    return !delivery.partition().enter();
  }

  private static Throwable causeOf(BatchFailedException failure) {
    var cause = failure.getCause();
    return cause == null ? failure : cause;
  }

  /** Finishes the first events and lets those go on that stood behind them, outside of here. */
  private void finish(int count) {
    for (int i = 0; i < count; i++) {
      var delivery = items.get(i).delivery();
      var next = delivery.handled();
      if (next != null && tails.contains(delivery)) {
        delivery.partition().handling().workers().submit(next);
      }
    }
  }

  /** Judges the event that failed, or each one if none was named, and lets the rest come again. */
  private void failed(int index, Throwable failure) {
    int done = Math.max(0, index);
    finish(done);
    var finished = new HashSet<Delivery>();
    items.subList(0, done).forEach(item -> finished.add(item.delivery()));
    for (var item : items.subList(done, items.size())) {
      var delivery = item.delivery();
      boolean front = item.before() == null || finished.contains(item.before());
      boolean judged = index == NAMELESS || delivery == items.get(index).delivery();
      if (judged) {
        delivery.isolateAfter(failure);
      }
      if (front && judged) {
        run(delivery, delivery.failed(failure));
      } else {
        delivery.partition().leave();
        run(delivery, front ? delivery : null);
      }
    }
  }

  private static void run(Delivery delivery, @Nullable Task next) {
    if (next != null) {
      delivery.partition().handling().workers().submit(next);
    }
  }

  /** Where it is, once it runs; for any thread. */
  @Override
  public String toString() {
    return place;
  }
}
