package io.eventbus.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values look in a table. */
public final class Texts {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Texts() {}

  /** A value as a text; {@code -} for none. */
  public static String of(@Nullable Object value) {
    if (value instanceof Instant time) {
      return MILLISECONDS.format(time);
    }
    if (value instanceof Duration age) {
      return age(age);
    }
    var text = value == null ? "" : value.toString();
    return text.isEmpty() ? "-" : printable(text);
  }

  /** {@code 3d 4h}, {@code 2h 5m}, {@code 7m 1s}, {@code 12s}. */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + "d " + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h " + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }

  /** Keys and headers come from anywhere: none of them may command the terminal or end a line. */
  public static String printable(String text) {
    return replaced(text, false);
  }

  /** As {@link #printable}, but lines stay lines. */
  public static String printableLines(String text) {
    return replaced(text, true);
  }

  /** A line of JSON that commands no terminal: its control characters as escapes, not replaced. */
  public static String escaped(String json) {
    var escaped = new StringBuilder(json.length());
    json.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                escaped.append(String.format(Locale.ROOT, "\\u%04X", c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }

  private static String replaced(String text, boolean lines) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean wanted = lines && (c == '\n' || c == '\t');
              boolean commands =
                  Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
              printable.appendCodePoint(commands && !wanted ? '\uFFFD' : c);
            });
    return printable.toString();
  }

  /** Cut to so many characters. */
  public static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
