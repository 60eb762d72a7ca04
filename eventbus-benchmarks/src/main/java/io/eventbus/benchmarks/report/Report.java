package io.eventbus.benchmarks.report;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code results.json}, {@code results.md} and a chart for each scenario into a folder.
 * Scenarios that were measured in an earlier run stay. Used by one thread.
 */
public final class Report {

  private final Path folder;
  private final List<Section> sections;
  private final List<Target> targets;
  private final String subject;

  /**
   * A report on these scenarios.
   *
   * @param folder is made where it does not exist
   * @param subject the contender that the targets are for
   */
  public Report(Path folder, List<Section> sections, List<Target> targets, String subject) {
    this.folder = folder;
    this.sections = List.copyOf(sections);
    this.targets = List.copyOf(targets);
    this.subject = subject;
  }

  /** Adds a result and writes all files again. */
  public void add(Result result) throws IOException {
    Files.createDirectories(folder);
    var file = new ResultsFile(folder.resolve("results.json"));
    var earlier = file.read();
    var results = new LinkedHashMap<String, Result>();
    for (var section : sections) {
      var name = section.scenario();
      var latest = name.equals(result.scenario()) ? result : earlier.get(name);
      if (latest != null) {
        results.put(name, latest);
        Files.writeString(folder.resolve(section.chart()), chart(section, latest));
      }
    }
    file.write(results);
    Files.writeString(folder.resolve("results.md"), page(results));
  }

  private String page(Map<String, Result> results) {
    var page = new StringBuilder();
    page.append("# Benchmarks: results\n\nWritten by `eventbus-benchmarks`, not by hand. ");
    page.append("Medians over the rounds, and ratios of medians within one run.\n\n");
    page.append("## Targets\n\n").append(verdicts(results));
    for (var section : sections) {
      var result = results.get(section.scenario());
      if (result != null) {
        page.append('\n').append(section(section, result));
      }
    }
    return page.toString();
  }

  private String verdicts(Map<String, Result> results) {
    var table = new MarkdownTable("scenario", "measure", "target", "measured", "met");
    for (var target : targets) {
      var result = results.get(target.scenario());
      double measured = result == null ? Double.NaN : target.measured(result, subject);
      boolean known = !Double.isNaN(measured);
      table.row(
          target.scenario(),
          target.metric(),
          target.text(),
          known ? new Measure(target.metric(), "", 2).format(measured) : "–",
          !known ? "not measured" : target.met(measured) ? "yes" : "**no**");
    }
    return table.toString();
  }

  private static String section(Section section, Result result) {
    var text = new StringBuilder();
    text.append("## ").append(section.title()).append("\n\n");
    text.append(section.text()).append("\n\n");
    for (var measure : section.measures()) {
      text.append(table(section, measure, result)).append('\n');
    }
    for (var note : result.notes()) {
      text.append("- ").append(note).append('\n');
    }
    text.append(result.notes().isEmpty() ? "" : "\n");
    text.append("![").append(section.title()).append("](").append(section.chart()).append(")\n\n");
    return text.append(environment(result)).append('\n').toString();
  }

  private static MarkdownTable table(Section section, Measure measure, Result result) {
    var baseline = section.baseline();
    var table = new MarkdownTable(measure.title(), "median", "min", "max", "of " + baseline);
    double base = result.spread(baseline, measure.metric()).median();
    var ratio = new Measure("", "", 2);
    for (var contender : result.runs().keySet()) {
      var spread = result.spread(contender, measure.metric());
      table.row(
          contender,
          measure.format(spread.median()),
          measure.format(spread.min()),
          measure.format(spread.max()),
          ratio.format(spread.median() / base));
    }
    return table;
  }

  private static String environment(Result result) {
    return result.environment().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(joining(", ", "Measured with ", "."));
  }

  private String chart(Section section, Result result) {
    var measure = section.measures().get(0);
    var bars = new LinkedHashMap<String, Spread>();
    for (var contender : result.runs().keySet()) {
      bars.put(contender, result.spread(contender, measure.metric()));
    }
    return new BarChart(measure, subject).draw(section.title(), bars);
  }
}
