package io.eventbus.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Measure RATE = new Measure("rate", "events/s", 0);

  @TempDir private Path folder;

  @Test
  void showsMedianSpreadAndRatio() throws IOException {
    report().add(result("consume", 1000, 1250));

    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("| raw | 1,000 | 900 | 1,100 | 1.00 |")
        .contains("| own | 1,250 | 1,150 | 1,350 | 1.25 |");
  }

  @Test
  void tellsWhetherTargetsAreMet() throws IOException {
    report().add(result("consume", 1000, 1250));

    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("| consume | rate | at least 1.2 of raw | 1.25 | yes |")
        .contains("| publish | rate | at least 0.9 of raw | – | not measured |");
  }

  @Test
  void aTargetMayBeAnothersThanTheSubjects() throws IOException {
    report().add(result("consume", 1000, 1250));

    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("| consume | rate | raw at least 0.7 of own | 0.80 | yes |");
  }

  @Test
  void keepsScenariosOfEarlierRuns() throws IOException {
    report().add(result("publish", 1000, 800));
    report().add(result("consume", 1000, 1250));

    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("| publish | rate | at least 0.9 of raw | 0.80 | **no** |")
        .contains("## Consuming");
  }

  @Test
  void drawsAChart() throws IOException {
    report().add(result("consume", 1000, 1250));

    assertThat(Files.readString(folder.resolve("consume.svg")))
        .startsWith("<svg ")
        .contains("Consuming: events/s", ">1,250</text>")
        .endsWith("</svg>\n");
  }

  private Report report() {
    var sections =
        List.of(
            new Section("publish", "Publishing", "Text.", "raw", List.of(RATE)),
            new Section("consume", "Consuming", "Text.", "raw", List.of(RATE)));
    var targets =
        List.of(
            new Target("publish", "rate", Target.Rule.AT_LEAST_TIMES, "raw", 0.9),
            new Target("consume", "rate", Target.Rule.AT_LEAST_TIMES, "raw", 1.2),
            new Target("consume", "rate", Target.Rule.AT_LEAST_TIMES, "own", 0.7).of("raw"));
    return new Report(folder, sections, targets, "own");
  }

  private static Result result(String scenario, double raw, double own) {
    var runs = new LinkedHashMap<String, List<Map<String, Double>>>();
    runs.put("raw", rounds(raw));
    runs.put("own", rounds(own));
    return new Result(scenario, Map.of("JDK", "17"), runs, List.of());
  }

  private static List<Map<String, Double>> rounds(double rate) {
    return List.of(Map.of("rate", rate + 100), Map.of("rate", rate), Map.of("rate", rate - 100));
  }
}
