package io.eventbus.benchmarks.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** Repeats a pass until its rate has settled, and then measures the median of a few. */
final class Passes {

  private static final int MOST_WARM_UPS = 24;
  private static final int MEASURED = 3;
  private static final double SETTLED = 0.05;
  private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(25);
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(45);

  private Passes() {}

  /** One go at the workload. */
  @FunctionalInterface
  interface Pass {
    Map<String, Double> run() throws InterruptedException;
  }

  static Map<String, Double> measure(Pass pass) throws InterruptedException {
    double warmUps = warmUp(pass);
    var measured = new ArrayList<Map<String, Double>>();
    for (int i = 0; i < MEASURED; i++) {
      measured.add(pass.run());
    }
    var medians = Medians.of(measured);
    medians.put(Metrics.WARM_UPS, warmUps);
    return medians;
  }

  /**
   * At least two passes, since one alone cannot be told to have settled, and at least some seconds,
   * since two early ones may be equally slow.
   */
  private static int warmUp(Pass pass) throws InterruptedException {
    long start = System.nanoTime();
    double before = rate(pass.run());
    for (int passes = 2; passes <= MOST_WARM_UPS; passes++) {
      double now = rate(pass.run());
      long took = System.nanoTime() - start;
      boolean settled = Math.abs(now / before - 1) < SETTLED && took > SHORTEST_WARM_UP.toNanos();
      if (settled || took > LONGEST_WARM_UP.toNanos()) {
        return passes;
      }
      before = now;
    }
    return MOST_WARM_UPS;
  }

  private static double rate(Map<String, Double> metrics) {
    return metrics.getOrDefault(Metrics.RATE, Double.NaN);
  }
}
