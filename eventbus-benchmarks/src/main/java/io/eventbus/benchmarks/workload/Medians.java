package io.eventbus.benchmarks.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The medians of metrics that were measured several times. */
final class Medians {

  private Medians() {}

  /** By the names of the first, sorted. */
  static Map<String, Double> of(List<Map<String, Double>> measured) {
    var medians = new TreeMap<String, Double>();
    for (var name : measured.get(0).keySet()) {
      var values =
          measured.stream()
              .mapToDouble(metrics -> metrics.getOrDefault(name, Double.NaN))
              .sorted()
              .toArray();
      medians.put(name, values[values.length / 2]);
    }
    return medians;
  }
}
