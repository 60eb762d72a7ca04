package io.eventbus.benchmarks.workload;

import java.util.Arrays;

/** Percentiles of times in nanoseconds. */
final class Percentiles {

  private final long[] sorted;

  Percentiles(long[] nanos) {
    this.sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** The time, in milliseconds, that this share of all does not exceed. */
  double millis(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
