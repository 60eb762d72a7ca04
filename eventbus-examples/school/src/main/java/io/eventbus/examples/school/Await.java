package io.eventbus.examples.school;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks again and again until something is so, within a deadline. */
final class Await {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  private Await() {}

  /**
   * Looks until the condition holds.
   *
   * @param what named in the failure
   * @throws AssertionError if it does not hold within 30 seconds
   */
  static <T> T until(String what, Callable<T> look, Predicate<T> condition) throws Exception {
    long start = System.nanoTime();
    while (true) {
      var seen = look.call();
      if (condition.test(seen)) {
        return seen;
      }
      if (System.nanoTime() - start > DEADLINE.toNanos()) {
        throw new AssertionError(what + " within " + DEADLINE + ", last seen: " + seen);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
