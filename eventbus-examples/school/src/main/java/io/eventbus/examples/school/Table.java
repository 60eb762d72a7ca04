package io.eventbus.examples.school;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What was played, as lines of text with columns as wide as they need to be. */
final class Table {

  /** One line of it. */
  record Row(String system, String step, String result, String millis) {}

  private static final Row HEAD = new Row("system", "step", "result", "ms");

  private Table() {}

  static String of(List<Row> rows) {
    var all = new ArrayList<>(List.of(HEAD));
    all.addAll(rows);
    int system = width(all, Row::system);
    int step = width(all, Row::step);
    int result = width(all, Row::result);
    int millis = width(all, Row::millis);
    all.add(
        1, new Row("-".repeat(system), "-".repeat(step), "-".repeat(result), "-".repeat(millis)));
    var format = "%%-%ds  %%-%ds  %%-%ds  %%%ds%%n".formatted(system, step, result, millis);
    var lines = new StringBuilder();
    for (var row : all) {
      lines.append(format.formatted(row.system(), row.step(), row.result(), row.millis()));
    }
    return lines.toString();
  }

  private static int width(List<Row> rows, Function<Row, String> column) {
    return rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(0);
  }
}
