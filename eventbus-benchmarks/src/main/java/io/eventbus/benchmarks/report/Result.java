package io.eventbus.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * What was measured of a scenario, in one run on one broker. Immutable.
 *
 * @param scenario its name
 * @param environment what it was measured on, and when
 * @param runs of each contender, in the order of the rounds, the metrics by their names
 * @param notes what a reader has to know: what failed or was left out
 */
public record Result(
    String scenario,
    Map<String, String> environment,
    Map<String, List<Map<String, Double>>> runs,
    List<String> notes) {

  /** The spread of a metric over the rounds of a contender. */
  public Spread spread(String contender, String metric) {
    return Spread.of(
        runs.getOrDefault(contender, List.of()).stream()
            .mapToDouble(metrics -> metrics.getOrDefault(metric, Double.NaN))
            .toArray());
  }
}
