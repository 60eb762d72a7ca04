package io.eventbus.examples.school.page;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stops and starts a part, one thing at a time. Safe to share between threads. */
final class Switch {

  private final Part part;
  private final AtomicReference<@Nullable State> underWay = new AtomicReference<>();

  Switch(Part part) {
    this.part = part;
  }

  Part part() {
    return part;
  }

  State state() {
    var now = underWay.get();
    if (now != null) {
      return now;
    }
    return part.isUp() ? State.UP : State.DOWN;
  }

  /** Starts the part and tells how long it took. */
  String start() throws Exception {
    return doing(State.STARTING, part::start, "It is up");
  }

  /** Stops the part and tells how long it took. */
  String stop() throws Exception {
    return doing(State.STOPPING, part::stop, "It is down");
  }

  private String doing(State state, Loop.Step step, String done) throws Exception {
    if (!underWay.compareAndSet(null, state)) {
      throw new IllegalStateException("It is being stopped or started already.");
    }
    try {
      long start = System.nanoTime();
      step.perform();
      return "%s after %d ms.".formatted(done, (System.nanoTime() - start) / 1_000_000);
    } finally {
      underWay.set(null);
    }
  }
}
