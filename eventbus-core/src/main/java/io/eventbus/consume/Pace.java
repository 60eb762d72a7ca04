package io.eventbus.consume;

/**
 * How long events stay in the handlers, as a moving mean, and so how many workers are worth waking:
 * for slow handlers one for each event that waits; for cheap ones as few as keep up, since another
 * thread costs more than they do. Races between workers blur the mean, which does no harm.
 */
final class Pace {

  private static final long CHEAP_NANOS = 50_000;
  private static final int WORTH_ANOTHER_WORKER = 512;
  private static final int CPUS = Runtime.getRuntime().availableProcessors();

  /** Slow until shown otherwise: some workers too many for a moment harm less than too few. */
  private volatile long meanNanos = 20 * CHEAP_NANOS;

  /**
   * Notes how long one took.
   *
   * @return {@code true} if handlers have just turned out to be slow
   */
  boolean note(long nanos) {
    long before = meanNanos;
    long after = before + (nanos - before) / 16;
    if (nanos > CHEAP_NANOS || after != before) {
      meanNanos = after;
    }
    return before < CHEAP_NANOS && after >= CHEAP_NANOS;
  }

  /** Whether another thread would cost more than the handlers do. */
  boolean cheap() {
    return meanNanos < CHEAP_NANOS;
  }

  int workersFor(int waiting) {
    if (!cheap()) {
      return waiting;
    }
    return Math.min(CPUS, (waiting + WORTH_ANOTHER_WORKER - 1) / WORTH_ANOTHER_WORKER);
  }
}
