package io.eventbus.benchmarks.report;

import java.util.Locale;

/**
 * What Eventbus is to reach in a scenario. Immutable.
 *
 * @param scenario its name
 * @param contender who is to reach it; empty for the report's subject
 * @param metric what is compared, by the medians
 * @param rule how
 * @param baseline the contender that it is compared with; empty where the bound stands alone
 * @param bound a factor of the baseline's, or a number in the metric's unit
 */
public record Target(
    String scenario, String contender, String metric, Rule rule, String baseline, double bound) {

  /** How the numbers compare. */
  public enum Rule {
    /** At least this factor of the baseline's. */
    AT_LEAST_TIMES,
    /** At most this factor of the baseline's. */
    AT_MOST_TIMES,
    /** At most this much above the baseline's. */
    AT_MOST_ABOVE,
    /** At least this, whatever the others have. */
    AT_LEAST,
    /** At most this, whatever the others have. */
    AT_MOST
  }

  /** A target of the report's subject. */
  public Target(String scenario, String metric, Rule rule, String baseline, double bound) {
    this(scenario, "", metric, rule, baseline, bound);
  }

  /** The same target for another contender. */
  public Target of(String other) {
    return new Target(scenario, other, metric, rule, baseline, bound);
  }

  /** The target in words. */
  String text() {
    return contender.isEmpty() ? ruleText() : contender + " " + ruleText();
  }

  private String ruleText() {
    var number = String.format(Locale.ROOT, "%s", bound);
    return switch (rule) {
      case AT_LEAST_TIMES -> "at least " + number + " of " + baseline;
      case AT_MOST_TIMES -> "at most " + number + " of " + baseline;
      case AT_MOST_ABOVE -> "at most " + number + " above " + baseline;
      case AT_LEAST -> "at least " + number;
      case AT_MOST -> "at most " + number;
    };
  }

  /** What is held against the bound; not a number where something was not measured. */
  double measured(Result result, String subject) {
    var who = contender.isEmpty() ? subject : contender;
    double own = result.spread(who, metric).median();
    double other = result.spread(baseline, metric).median();
    return switch (rule) {
      case AT_LEAST_TIMES, AT_MOST_TIMES -> own / other;
      case AT_MOST_ABOVE -> own - other;
      case AT_LEAST, AT_MOST -> own;
    };
  }

  /** Whether this number meets the bound. */
  boolean met(double measured) {
    return switch (rule) {
      case AT_LEAST_TIMES, AT_LEAST -> measured >= bound;
      case AT_MOST_TIMES, AT_MOST_ABOVE, AT_MOST -> measured <= bound;
    };
  }
}
