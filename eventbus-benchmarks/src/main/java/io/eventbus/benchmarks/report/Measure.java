package io.eventbus.benchmarks.report;

import java.util.Locale;

/**
 * A number that is shown of a scenario. Immutable.
 *
 * @param metric its name in the results
 * @param title what a reader calls it, with its unit
 * @param decimals how many are shown
 */
public record Measure(String metric, String title, int decimals) {

  String format(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
