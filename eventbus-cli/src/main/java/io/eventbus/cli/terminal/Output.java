package io.eventbus.cli.terminal;

import java.util.List;
import picocli.CommandLine.Option;

/** How a command prints its result: the option that all commands share. */
public final class Output {

  @Option(
      names = "--json",
      description = "Print one JSON object in a line for each, instead of a table.")
  private boolean json;

  /** Whether programs are to read it. */
  public boolean json() {
    return json;
  }

  /**
   * Prints a list.
   *
   * @param none what a person reads if it is empty
   */
  public <T> void list(Terminal terminal, Listing<T> listing, List<T> rows, String none) {
    var out = terminal.out();
    if (json) {
      rows.forEach(row -> out.println(listing.json(row)));
    } else if (rows.isEmpty()) {
      out.println(none);
    } else {
      listing.table(rows).forEach(out::println);
    }
    out.flush();
  }

  /** Prints one thing. */
  public <T> void one(Terminal terminal, Listing<T> listing, T row) {
    var out = terminal.out();
    if (json) {
      out.println(listing.json(row));
    } else {
      listing.details(row).forEach(out::println);
    }
    out.flush();
  }
}
