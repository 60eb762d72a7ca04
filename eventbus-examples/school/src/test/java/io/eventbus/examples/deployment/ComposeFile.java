package io.eventbus.examples.deployment;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The Compose file as Compose reads it in an empty environment: each variable has its default.
 *
 * @param content all of it, anchors and merges resolved
 */
record ComposeFile(Map<String, Object> content) {

  static final Path PATH = Examples.FOLDER.resolve("compose.yaml");
  static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

  static ComposeFile read() {
    var text = VARIABLE.matcher(Examples.read(PATH)).replaceAll("$2");
    return new ComposeFile(Examples.yaml(text).get(0));
  }

  /** As it is written, with the variables in their places. */
  static ComposeFile readWithVariables() {
    return new ComposeFile(Examples.yaml(Examples.read(PATH)).get(0));
  }

  Map<String, ComposeService> services() {
    var services = new TreeMap<String, ComposeService>();
    Examples.map(content.get("services"))
        .forEach(
            (name, settings) ->
                services.put(name, new ComposeService(name, Examples.map(settings))));
    return services;
  }

  ComposeService service(String name) {
    var service = services().get(name);
    if (service == null) {
      throw new AssertionError("compose.yaml has no service " + name);
    }
    return service;
  }
}
