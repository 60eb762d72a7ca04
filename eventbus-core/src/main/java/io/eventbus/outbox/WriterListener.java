package io.eventbus.outbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Wakes a relay when a writer's transaction is committed, where the database tells. */
final class WriterListener implements Runnable {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final OutboxStore store;
  private final Wake wake;
  private final BooleanSupplier stopped;
  private final Backoff backoff = new Backoff(FIRST_PAUSE_NANOS, LAST_PAUSE_NANOS);

  WriterListener(OutboxStore store, Wake wake, BooleanSupplier stopped) {
    this.store = store;
    this.wake = wake;
    this.stopped = stopped;
  }

  @Override
  public void run() {
    try {
      while (!stopped.getAsBoolean()) {
        try (var session = store.open()) {
          if (!listen(session)) {
            return;
          }
        } catch (RuntimeException e) {
          TimeUnit.NANOSECONDS.sleep(backoff.next());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens until it is stopped; {@code false} if the database does not tell. */
  private boolean listen(OutboxSession session) {
    while (!stopped.getAsBoolean()) {
      if (!session.awaitWriters(LONGEST_WAIT)) {
        return false;
      }
      wake.call();
      backoff.reset();
    }
    return true;
  }
}
