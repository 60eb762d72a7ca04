package io.eventbus.benchmarks;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Tells whoever waits how far it is. */
final class Progress {

  private Progress() {}

  static void say(String format, Object... arguments) {
    System.out.println(
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
            + " "
            + String.format(Locale.ROOT, format, arguments));
  }
}
