package io.eventbus.consume;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events from their handlers while it is closed: they wait here, each holding its key, and go
 * on when it opens. Safe for all threads; no locks.
 */
final class Gate {

  private final Consumer<Delivery> onwards;
  private final Queue<Delivery> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Gate(Consumer<Delivery> onwards) {
    this.onwards = onwards;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  /** Lets everything go on that waits. */
  void open() {
    closed = false;
    release();
  }

  /** Takes one event out; {@code null} if none waits. */
  @Nullable Delivery take() {
    return waiting.poll();
  }

  /** Keeps an event until the gate opens; lets it go on at once if that has happened meanwhile. */
  void keep(Delivery delivery) {
    waiting.add(delivery);
    if (!closed) {
      release();
    }
  }

  private void release() {
    for (var delivery = take(); delivery != null; delivery = take()) {
      onwards.accept(delivery);
    }
  }

  /** Drops what belongs to partitions that were given up. */
  void dropAbandoned() {
    waiting.removeIf(Delivery::abandoned);
  }
}
