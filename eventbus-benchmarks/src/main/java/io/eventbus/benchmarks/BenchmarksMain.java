package io.eventbus.benchmarks;

import io.eventbus.benchmarks.contender.Contenders;
import io.eventbus.benchmarks.report.Report;
import io.eventbus.test.EmbeddedKafka;
import java.io.IOException;
import java.time.Duration;

/**
 * Starts a broker, measures all scenarios or those that are asked for, and writes the report. What
 * is asked for is said with system properties, see {@link Settings}.
 */
public final class BenchmarksMain {

  private static final int BROKER_HEAP_MEGABYTES = 1024;

  private BenchmarksMain() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    var settings = Settings.fromSystemProperties();
    var report =
        new Report(settings.output(), Scenarios.sections(), Targets.ALL, Contenders.EVENTBUS);
    long start = System.nanoTime();
    try (var kafka =
        EmbeddedKafka.builder()
            .heapMegabytes(BROKER_HEAP_MEGABYTES)
            // What a run leaves behind goes before the next one.
            .property("file.delete.delay.ms", "1000")
            .start()) {
      for (var scenario : Scenarios.chosen(settings)) {
        report.add(new ScenarioRun(scenario, settings, kafka).measure());
      }
    }
    Progress.say(
        "done after %d minutes, see %s",
        Duration.ofNanos(System.nanoTime() - start).toMinutes(), settings.output());
  }
}
