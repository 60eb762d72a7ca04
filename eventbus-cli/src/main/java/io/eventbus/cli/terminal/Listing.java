package io.eventbus.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How things of one kind are listed: as a table for people, or as a line of JSON each for programs.
 * Immutable.
 */
public final class Listing<T> {

  private static final String GAP = "  ";

  /** One long key would make each row as wide; in JSON and in details it is whole. */
  private static final int LONGEST_CELL = 300;

  private final List<Column<T>> columns;

  private Listing(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
  }

  /** A listing without columns. */
  public static <T> Listing<T> empty() {
    return new Listing<>(List.of());
  }

  /** The same with one more column to the right. */
  public Listing<T> with(String name, Function<? super T, ? extends @Nullable Object> value) {
    var more = new ArrayList<>(columns);
    more.add(new Column<>(name, value));
    return new Listing<>(more);
  }

  /** One thing as a line of JSON. */
  public String json(T row) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    columns.forEach(column -> members.put(column.name(), column.value().apply(row)));
    return JsonLine.of(members);
  }

  /** One thing as lines of names and values. */
  public List<String> details(T row) {
    int width = columns.stream().mapToInt(column -> column.header().length()).max().orElse(0);
    return columns.stream()
        .map(column -> pad(column.header(), width, false) + GAP + column.text(row))
        .toList();
  }

  /** All of them as the lines of a table, whose columns are as wide as they need to be. */
  public List<String> table(List<T> rows) {
    var lines = new ArrayList<StringBuilder>();
    lines.add(new StringBuilder());
    rows.forEach(row -> lines.add(new StringBuilder()));
    for (var column : columns) {
      append(column, rows, lines);
    }
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private void append(Column<T> column, List<T> rows, List<StringBuilder> lines) {
    boolean right = !rows.isEmpty() && rows.stream().anyMatch(column::isNumber);
    var cells = new ArrayList<String>();
    cells.add(column.header());
    rows.forEach(row -> cells.add(Texts.cut(column.text(row), LONGEST_CELL)));
    int width = cells.stream().mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      line.append(line.isEmpty() ? "" : GAP).append(pad(cells.get(i), width, right));
    }
  }

  private static String pad(String text, int width, boolean right) {
    var spaces = " ".repeat(width - text.length());
    return right ? spaces + text : text + spaces;
  }
}
