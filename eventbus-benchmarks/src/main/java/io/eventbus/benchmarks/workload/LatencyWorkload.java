package io.eventbus.benchmarks.workload;

import java.util.ArrayList;
import java.util.Map;

/** The time from publish to handler while there is little to do. */
final class LatencyWorkload implements Workload {

  private static final int WARM_UP = 20_000;
  private static final int WARM_UP_PER_SECOND = 2_000;
  private static final int PER_SECOND = 200;

  private static final int STRETCHES = 3;

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    int events = Math.toIntExact(job.events()) / STRETCHES;
    // Once more at the measured rate: threads that mostly wait behave differently.
    int slowWarmUp = 5 * PER_SECOND;
    var stretches = new ArrayList<Map<String, Double>>();
    try (var traffic = new Traffic(job, WARM_UP + slowWarmUp + STRETCHES * events)) {
      traffic.run(WARM_UP, WARM_UP_PER_SECOND, 0);
      traffic.run(slowWarmUp, PER_SECOND, 0);
      for (int i = 0; i < STRETCHES; i++) {
        var times = traffic.run(events, PER_SECOND, 0);
        stretches.add(Map.of(Metrics.P50, times.millis(0.50), Metrics.P99, times.millis(0.99)));
      }
    }
    return Medians.of(stretches);
  }
}
