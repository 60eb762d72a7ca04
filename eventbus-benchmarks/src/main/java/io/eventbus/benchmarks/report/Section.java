package io.eventbus.benchmarks.report;

import java.util.List;

/**
 * How a scenario is shown. Immutable.
 *
 * @param scenario its name
 * @param title its heading
 * @param text what is done in it
 * @param baseline the contender that ratios refer to
 * @param measures what is shown; the first is drawn
 */
public record Section(
    String scenario, String title, String text, String baseline, List<Measure> measures) {

  /** The file of the chart. */
  String chart() {
    return scenario + ".svg";
  }
}
