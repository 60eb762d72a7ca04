package io.eventbus.examples.school;

import io.eventbus.examples.school.Programme.Part;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Plays steps one after the other, until one does not hold, and then prints one table of them. */
final class Play {

  private final PrintStream out;
  private String system = "";

  Play(PrintStream out) {
    this.out = out;
  }

  /** Plays; the exit status is 0 if all steps held and 1 otherwise. */
  int perform(List<Part> parts) {
    long start = System.nanoTime();
    var rows = new ArrayList<Table.Row>();
    var trouble = "";
    for (var part : parts) {
      if (!trouble.isEmpty()) {
        rows.add(row(part, "not played", ""));
        continue;
      }
      tell(part);
      long stepStart = System.nanoTime();
      try {
        var seen = part.step().action().perform();
        rows.add(row(part, seen, Long.toString(millisSince(stepStart))));
      } catch (Exception | AssertionError e) {
        rows.add(row(part, "FAILED", Long.toString(millisSince(stepStart))));
        trouble =
            "Step %d did not hold: %s, %s%n%s"
                .formatted(rows.size(), part.system(), part.step().name(), e);
      }
    }
    out.printf("%n%n%s%n", Table.of(rows));
    out.println(
        trouble.isEmpty()
            ? "All %d steps held, in %d ms.".formatted(parts.size(), millisSince(start))
            : trouble);
    return trouble.isEmpty() ? 0 : 1;
  }

  /** Shows that something happens: the systems' names, and a dot for each step. */
  private void tell(Part part) {
    if (!part.system().equals(system)) {
      system = part.system();
      out.printf("%n  %s ", system);
    }
    out.print('.');
    out.flush();
  }

  private static Table.Row row(Part part, String result, String millis) {
    return new Table.Row(part.system(), part.step().name(), result, millis);
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}
