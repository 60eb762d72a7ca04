package io.eventbus.docs;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The tables of options on the page about configuration, and how its words write a default. */
final class OptionTables {

  private static final Pattern ROW =
      Pattern.compile("\\| ([^|]+) \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`");

  private final String page;

  private OptionTables(String page) {
    this.page = page;
  }

  static OptionTables read() throws IOException {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/configuration.md"))) {
      folder = folder.getParent();
    }
    return new OptionTables(Files.readString(folder.resolve("docs/configuration.md")));
  }

  String page() {
    return page;
  }

  /** The defaults of a section, by option, without their code marks. */
  Map<String, String> defaults(String heading) {
    int start = page.indexOf("\n## " + heading + "\n");
    if (start < 0) {
      throw new AssertionError("the page has no section " + heading);
    }
    int end = page.indexOf("\n## ", start + 1);
    var section = page.substring(start, end < 0 ? page.length() : end);
    var defaults = new LinkedHashMap<String, String>();
    for (var row : ROW.matcher(section).results().toList()) {
      for (var name : NAME.matcher(row.group(1)).results().toList()) {
        defaults.put(name.group(1), row.group(2).replace("`", ""));
      }
    }
    return defaults;
  }

  /** What the page would have to say of a record of options. */
  static Map<String, String> defaultsOf(Record defaults) {
    var words = new LinkedHashMap<String, String>();
    Arrays.stream(defaults.getClass().getRecordComponents())
        .forEach(part -> words.put(part.getName(), words(part, defaults)));
    return words;
  }

  private static String words(RecordComponent part, Record defaults) {
    try {
      return words(part.getName(), part.getAccessor().invoke(defaults));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(part.getName(), e);
    }
  }

  private static String words(String name, Object value) {
    if (value instanceof Duration time) {
      return time.toSeconds() >= 60
          ? time.toMinutes() + " min"
          : time.toMillis() >= 1000 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
    if (value instanceof Number number && name.endsWith("Bytes")) {
      long kibibytes = number.longValue() / 1024;
      return kibibytes >= 1024 ? kibibytes / 1024 + " MiB" : kibibytes + " KiB";
    }
    if (value instanceof Integer number) {
      return String.format(Locale.ROOT, "%,d", number);
    }
    return String.valueOf(value);
  }
}
