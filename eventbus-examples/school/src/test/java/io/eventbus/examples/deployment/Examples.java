package io.eventbus.examples.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the folder {@code eventbus-examples}. */
final class Examples {

  static final Path FOLDER = folder();

  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

  private Examples() {}

  /** The modules that are services. */
  static List<String> services() {
    return all(MODULE, FOLDER.resolve("pom.xml")).stream()
        .map(module -> module.group(1))
        .filter(module -> module.endsWith("-service"))
        .toList();
  }

  static List<MatchResult> all(Pattern pattern, Path file) {
    return pattern.matcher(read(file)).results().toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a text of YAML. */
  static List<Map<String, Object>> yaml(String text) {
    var documents = new ArrayList<Map<String, Object>>();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(text)
        .forEach(document -> documents.add(map(document)));
    return documents;
  }

  /** A mapping of YAML; one that is not there is empty. */
  static Map<String, Object> map(Object value) {
    var map = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, entry) -> map.put(key.toString(), entry));
    }
    return map;
  }

  /** A sequence of YAML, as text; one that is not there is empty. */
  static List<String> list(Object value) {
    return value instanceof List<?> entries
        ? entries.stream().map(Object::toString).toList()
        : List.of();
  }

  private static Path folder() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder.resolve("eventbus-examples");
  }
}
