package io.eventbus.benchmarks.report;

import java.util.Locale;

/**
 * What Eventbus is to reach in a scenario. Immutable.
 *
 * @param scenario its name
 * @param metric what is compared, by the medians
 * @param rule how
 * @param baseline the contender that it is compared with; empty where the bound stands alone
 * @param bound a factor of the baseline's, or a number in the metric's unit
 */
public record Target(String scenario, String metric, Rule rule, String baseline, double bound) {

  /** How the numbers compare. */
  public enum Rule {
    /** At least this factor of the baseline's. */
    AT_LEAST_TIMES,
    /** At most this factor of the baseline's. */
    AT_MOST_TIMES,
    /** At most this much above the baseline's. */
    AT_MOST_ABOVE,
    /** At most this, whatever the others have. */
    AT_MOST
  }

  /** The target in words. */
  String text() {
    var number = String.format(Locale.ROOT, "%s", bound);
    return switch (rule) {
      case AT_LEAST_TIMES -> "at least " + number + " of " + baseline;
      case AT_MOST_TIMES -> "at most " + number + " of " + baseline;
      case AT_MOST_ABOVE -> "at most " + number + " above " + baseline;
      case AT_MOST -> "at most " + number;
    };
  }

  /** What is held against the bound; not a number where something was not measured. */
  double measured(Result result, String subject) {
    double own = result.spread(subject, metric).median();
    double other = result.spread(baseline, metric).median();
    return switch (rule) {
      case AT_LEAST_TIMES, AT_MOST_TIMES -> own / other;
      case AT_MOST_ABOVE -> own - other;
      case AT_MOST -> own;
    };
  }

  /** Whether this number meets the bound. */
  boolean met(double measured) {
    return rule == Rule.AT_LEAST_TIMES ? measured >= bound : measured <= bound;
  }
}
