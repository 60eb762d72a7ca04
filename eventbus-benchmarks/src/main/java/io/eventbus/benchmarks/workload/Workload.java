package io.eventbus.benchmarks.workload;

import java.util.Map;

/** Something to be measured. */
@FunctionalInterface
interface Workload {

  /** Warms up, measures, and returns the numbers by their {@link Metrics}. */
  Map<String, Double> run(Job job) throws InterruptedException;
}
