package io.eventbus.examples.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of one service, by the names of environment variables: those of its yml and its
 * README, and where it is made with Spring Boot those of the libraries here.
 */
record KnownSettings(Path folder) {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):");
  private static final Pattern CODE = Pattern.compile("`([A-Za-z_.-]+)`");

  static KnownSettings of(ComposeService service) {
    return new KnownSettings(Examples.FOLDER.resolve(service.name()));
  }

  Set<String> variables() {
    var variables = new HashSet<String>();
    for (var row : Examples.all(ROW, folder.resolve("README.md"))) {
      CODE.matcher(row.group(1)).results().forEach(name -> variables.add(variable(name.group(1))));
    }
    yml().keySet().forEach(property -> variables.add(variable(property)));
    if (Files.exists(ymlFile())) {
      Examples.all(PLACEHOLDER, ymlFile()).forEach(name -> variables.add(name.group(1)));
      libraries().forEach(property -> variables.add(variable(property)));
    }
    return variables;
  }

  /** What its yml says, the profile of PostgreSQL before all others; empty if there is none. */
  Map<String, String> yml() {
    var properties = new HashMap<String, String>();
    if (Files.exists(ymlFile())) {
      for (var document : Examples.yaml(Examples.read(ymlFile()))) {
        var flat = new HashMap<String, String>();
        flatten("", document, flat);
        if ("postgres".equals(flat.getOrDefault("spring.config.activate.on-profile", "postgres"))) {
          properties.putAll(flat);
        }
      }
    }
    return properties;
  }

  private Path ymlFile() {
    return folder.resolve("src/main/resources").resolve(folder.getFileName() + ".yml");
  }

  private static void flatten(String prefix, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> nested) {
      nested.forEach((key, entry) -> flatten(prefix + "." + key, entry, into));
    } else {
      into.put(prefix.substring(1), String.valueOf(value));
    }
  }

  /** As Spring Boot reads it from the environment. */
  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static List<String> libraries() {
    try {
      var loader = KnownSettings.class.getClassLoader();
      return Collections.list(loader.getResources(METADATA)).stream()
          .flatMap(file -> properties(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> properties(URL metadata) {
    try (var stream = metadata.openStream()) {
      return new JsonMapper()
          .readTree(stream)
          .path("properties")
          .valueStream()
          .map(property -> property.path("name").asString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
