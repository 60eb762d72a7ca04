package io.eventbus.cli.terminal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment: a time, a day in UTC, or how long ago it was. */
public final class MomentConverter implements ITypeConverter<Instant> {

  /** What is allowed, for the help. */
  public static final String ALLOWED = "2026-11-21T10:15:00Z, 2026-11-21 (UTC), or 15m, 2h, 3d ago";

  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

  @Override
  public Instant convert(String text) {
    var ago = AGO.matcher(text);
    if (ago.matches()) {
      return Instant.now().minus(length(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      return text.indexOf('T') > 0
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no time; allowed: " + ALLOWED);
    }
  }

  private static Duration length(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
