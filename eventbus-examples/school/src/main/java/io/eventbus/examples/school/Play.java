package io.eventbus.examples.school;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Plays steps one after the other and prints each with its time. */
final class Play {

  /** One step: its name, and what is done and seen in it. */
  record Step(String name, Action action) {}

  /** Does a step and tells what was seen; throws if it does not hold. */
  @FunctionalInterface
  interface Action {
    String perform() throws Exception;
  }

  private final PrintStream out;

  Play(PrintStream out) {
    this.out = out;
  }

  /** Plays until a step does not hold; the exit status is 0 if all did and 1 otherwise. */
  int perform(List<Step> steps) {
    long start = System.nanoTime();
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      long stepStart = System.nanoTime();
      try {
        var seen = step.action().perform();
        out.printf("  %2d  %-62s %6d ms%n", i + 1, step.name(), millisSince(stepStart));
        out.printf("      %s%n", seen);
      } catch (Exception | AssertionError e) {
        out.printf("  %2d  %-62s FAILED%n      %s%n", i + 1, step.name(), e);
        out.printf("%nStep %d did not hold: %s%n", i + 1, step.name());
        return 1;
      }
    }
    out.printf("%nAll %d steps held, in %d ms.%n", steps.size(), millisSince(start));
    return 0;
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
