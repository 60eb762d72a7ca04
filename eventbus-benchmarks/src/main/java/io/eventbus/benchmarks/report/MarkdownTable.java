package io.eventbus.benchmarks.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table whose first column is text and whose others are numbers. Used by one thread. */
final class MarkdownTable {

  private final List<String> lines = new ArrayList<>();

  MarkdownTable(String first, String... others) {
    lines.add(line(Stream.concat(Stream.of(first), Stream.of(others))));
    lines.add(line(Stream.concat(Stream.of("---"), Stream.of(others).map(other -> "---:"))));
  }

  void row(String... cells) {
    lines.add(line(Stream.of(cells)));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(joining(" | ", "| ", " |"));
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
