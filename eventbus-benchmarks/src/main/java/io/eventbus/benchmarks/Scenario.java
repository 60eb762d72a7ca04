package io.eventbus.benchmarks;

import io.eventbus.benchmarks.report.Section;
import java.util.List;

/**
 * A workload with all that it takes. Immutable.
 *
 * @param section how it is shown; has its name
 * @param workload a name known to {@link io.eventbus.benchmarks.workload.Workloads}
 * @param feed what the contenders find
 * @param load how much is asked for
 * @param contenders in the order of the report
 */
record Scenario(Section section, String workload, Feed feed, Load load, List<String> contenders) {

  String name() {
    return section.scenario();
  }
}
