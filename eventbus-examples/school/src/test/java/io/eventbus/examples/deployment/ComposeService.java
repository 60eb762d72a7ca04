package io.eventbus.examples.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One service of the Compose file. */
record ComposeService(String name, Map<String, Object> settings) {

  /** A file or a volume, and where the container has it. */
  record Mount(String source, String target) {

    static Mount of(String text) {
      var parts = text.split(":", -1);
      return new Mount(parts[0], parts[1]);
    }

    boolean isFile() {
      return source.startsWith(".");
    }

    Path file() {
      return Examples.FOLDER.resolve(source).normalize();
    }
  }

  /** An address of this machine, and the port of the container behind it. */
  record Port(String address, String published, String target) {

    static Port of(String text) {
      var parts = text.split(":", -1);
      if (parts.length != 3) {
        throw new AssertionError(text + " is published on all addresses");
      }
      return new Port(parts[0], parts[1], parts[2]);
    }
  }

  String image() {
    return String.valueOf(settings.get("image"));
  }

  /** Whether its image is built here. */
  boolean isOurs() {
    return image().startsWith("eventbus-example-");
  }

  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    Examples.map(settings.get("environment"))
        .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    return environment;
  }

  List<Mount> mounts() {
    return Examples.list(settings.get("volumes")).stream().map(Mount::of).toList();
  }

  List<Port> ports() {
    return Examples.list(settings.get("ports")).stream().map(Port::of).toList();
  }

  /** The services that it waits for, and what for. */
  Map<String, String> dependencies() {
    var dependencies = new TreeMap<String, String>();
    Examples.map(settings.get("depends_on"))
        .forEach(
            (name, how) ->
                dependencies.put(name, String.valueOf(Examples.map(how).get("condition"))));
    return dependencies;
  }

  /** The command that tells whether it is well, empty if there is none. */
  List<String> healthCheck() {
    return Examples.list(Examples.map(settings.get("healthcheck")).get("test"));
  }
}
