package io.eventbus.codec;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads times as in RFC 3339. Those in UTC, written as {@link Instant#toString} does, are read
 * digit by digit, since the JDK's parser takes longer than the JSON of the whole event.
 */
final class Rfc3339 {

  private static final int SECONDS_END = 19;
  private static final int MOST_FRACTION_DIGITS = 9;
  private static final int SECONDS_OF_DAY = 86_400;
  private static final int[] NANOS_PER_UNIT = {0, 1_000_000, 1_000, 1};

  /** Years of four digits. */
  private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_OF_DAY;

  private static final long END_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_OF_DAY;

  private Rfc3339() {}

  /**
   * The instant.
   *
   * @throws DateTimeException if the text is none
   */
  static Instant parse(String text) {
    return isPlainUtc(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
  }

  /** Writes what {@link Instant#toString} does. */
  static String format(Instant instant) {
    long second = instant.getEpochSecond();
    if (second < FIRST_SECOND || second >= END_SECOND) {
      return instant.toString();
    }
    var day = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_DAY));
    int ofDay = Math.floorMod(second, SECONDS_OF_DAY);
    int nanos = instant.getNano();
    int digits = fractionDigits(nanos);
    var text = new byte[SECONDS_END + 1 + (digits == 0 ? 0 : digits + 1)];
    put(text, 4, 4, day.getYear());
    text[4] = '-';
    put(text, 7, 2, day.getMonthValue());
    text[7] = '-';
    put(text, 10, 2, day.getDayOfMonth());
    text[10] = 'T';
    put(text, 13, 2, ofDay / 3600);
    text[13] = ':';
    put(text, 16, 2, ofDay / 60 % 60);
    text[16] = ':';
    put(text, SECONDS_END, 2, ofDay % 60);
    if (digits > 0) {
      text[SECONDS_END] = '.';
      put(text, text.length - 1, digits, nanos / NANOS_PER_UNIT[digits / 3]);
    }
    text[text.length - 1] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** None, or as many threes as it takes. */
  private static int fractionDigits(int nanos) {
    if (nanos == 0) {
      return 0;
    }
    return nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
  }

  /** Writes so many digits of a number that end before an index. */
  private static void put(byte[] text, int end, int digits, int number) {
    int rest = number;
    for (int i = end - 1; i >= end - digits; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** {@code dddd-dd-ddTdd:dd:ddZ}, with or without a fraction. */
  private static boolean isPlainUtc(String text) {
    int length = text.length();
    if (length <= SECONDS_END || text.charAt(length - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < SECONDS_END; i++) {
      char separator = separatorAt(i);
      char found = text.charAt(i);
      if (separator == '0' ? found < '0' || found > '9' : found != separator) {
        return false;
      }
    }
    return length == SECONDS_END + 1 || isFraction(text, length - 1);
  }

  private static char separatorAt(int index) {
    return switch (index) {
      case 4, 7 -> '-';
      case 10 -> 'T';
      case 13, 16 -> ':';
      default -> '0';
    };
  }

  private static boolean isFraction(String text, int end) {
    int digits = end - SECONDS_END - 1;
    if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MOST_FRACTION_DIGITS) {
      return false;
    }
    for (int i = SECONDS_END + 1; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Instant plain(String text) {
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    int hour = within(number(text, 11, 13), 23, "hour");
    int minute = within(number(text, 14, 16), 59, "minute");
    int second = within(number(text, 17, 19), 59, "second");
    long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
    return Instant.ofEpochSecond(seconds, nanos(text));
  }

  private static int nanos(String text) {
    int end = text.length() - 1;
    if (end == SECONDS_END) {
      return 0;
    }
    int nanos = number(text, SECONDS_END + 1, end);
    for (int digits = end - SECONDS_END - 1; digits < MOST_FRACTION_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int within(int value, int most, String what) {
    if (value > most) {
      throw new DateTimeException("no " + what);
    }
    return value;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
