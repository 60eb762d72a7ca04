package io.eventbus.benchmarks.report;

import java.util.Arrays;

/**
 * The median of some rounds and how far they lie apart. Immutable.
 *
 * @param median of an even number, the mean of the two in the middle; NaN of none
 */
public record Spread(double median, double min, double max) {

  private static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

  /** The spread of these; those that are not a number are left out. */
  public static Spread of(double... values) {
    var sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return NONE;
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
