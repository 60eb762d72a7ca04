package io.eventbus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Finds JDKs. */
final class Jdks {

  private static final int VIRTUAL_THREADS = 21;

  private Jdks() {}

  static Path current() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The named one, or the newest from 21 on among the current one and those in its folder. */
  static Optional<Path> withVirtualThreads(Optional<Path> named) {
    if (named.isPresent()) {
      return named;
    }
    return beside(current()).stream()
        .filter(home -> version(home) >= VIRTUAL_THREADS)
        .max(Comparator.comparing(Jdks::version));
  }

  private static List<Path> beside(Path home) {
    try (var homes = Files.list(home.resolveSibling("."))) {
      return homes.filter(found -> Files.isExecutable(found.resolve("bin/java"))).toList();
    } catch (IOException e) {
      return List.of(home);
    }
  }

  /** The feature release by the file that every JDK carries; 0 without one. */
  static int version(Path home) {
    var release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
      var version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Integer.parseInt(version.split("[.+-]", -1)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
