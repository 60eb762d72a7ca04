package io.eventbus.benchmarks.workload;

import java.util.ArrayList;
import java.util.Map;

/** What one failing event in a hundred costs the others. */
final class FailuresWorkload implements Workload {

  private static final int WARM_UP = 20_000;
  private static final int WARM_UP_PER_SECOND = 2_000;
  private static final int PER_SECOND = 1_000;
  private static final int FAIL_EVERY = 100;

  private static final int STRETCHES = 3;

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    int events = Math.toIntExact(job.events()) / STRETCHES;
    var stretches = new ArrayList<Map<String, Double>>();
    try (var traffic = new Traffic(job, WARM_UP + 2 * STRETCHES * events)) {
      traffic.run(WARM_UP, WARM_UP_PER_SECOND, 0);
      for (int i = 0; i < STRETCHES; i++) {
        double without = traffic.run(events, PER_SECOND, 0).millis(0.99);
        double with = traffic.run(events, PER_SECOND, FAIL_EVERY).millis(0.99);
        stretches.add(Map.of(Metrics.P99, without, Metrics.P99_WITH_FAILURES, with));
      }
    }
    var metrics = Medians.of(stretches);
    double without = metrics.getOrDefault(Metrics.P99, Double.NaN);
    double with = metrics.getOrDefault(Metrics.P99_WITH_FAILURES, Double.NaN);
    metrics.put(Metrics.SLOWDOWN, with / without);
    return metrics;
  }
}
