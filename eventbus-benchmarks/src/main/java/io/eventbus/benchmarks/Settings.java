package io.eventbus.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked for, by system properties. Immutable.
 *
 * @param rounds {@code benchmarks.rounds}, how often each contender runs; 3 by default
 * @param workloads {@code benchmarks.workloads}, scenarios with commas between them, {@code work}
 *     for all that begin with {@code work-}; empty (the default) for all
 * @param contenders {@code benchmarks.contenders}, as above; empty (the default) for all
 * @param scale {@code benchmarks.scale}, a factor of the number of events; 1 by default, less to
 *     try something out
 * @param seconds {@code benchmarks.seconds}, how long {@code outbox-old-transaction} goes on; 600
 *     by default
 * @param jdk {@code benchmarks.jdk}, the home of a JDK from 21 on; by default one is looked for
 *     beside that which runs
 * @param output {@code benchmarks.output}, the folder of the report
 */
record Settings(
    int rounds,
    List<String> workloads,
    List<String> contenders,
    double scale,
    int seconds,
    Optional<Path> jdk,
    Path output) {

  /** How long a workload goes on that has no other end. */
  static final int SECONDS = 600;

  Settings {
    if (rounds < 1) {
      throw new IllegalArgumentException("benchmarks.rounds must be at least 1 but is " + rounds);
    }
    if (scale <= 0) {
      throw new IllegalArgumentException("benchmarks.scale must be positive but is " + scale);
    }
  }

  static Settings fromSystemProperties() {
    return new Settings(
        Integer.parseInt(value("rounds", "3")),
        list(value("workloads", "")),
        list(value("contenders", "")),
        Double.parseDouble(value("scale", "1")),
        Integer.parseInt(value("seconds", Integer.toString(SECONDS))),
        Optional.of(value("jdk", "")).filter(jdk -> !jdk.isEmpty()).map(Path::of),
        Path.of(value("output", "docs/benchmarks")));
  }

  private static String value(String name, String whenMissing) {
    var value = System.getProperty("benchmarks." + name, "").strip();
    return value.isEmpty() ? whenMissing : value;
  }

  private static List<String> list(String value) {
    return Stream.of(value.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  boolean wantsWorkload(String scenario) {
    return workloads.isEmpty()
        || workloads.stream()
            .anyMatch(name -> scenario.equals(name) || scenario.startsWith(name + "-"));
  }

  boolean wantsContender(String contender) {
    return contenders.isEmpty() || contenders.contains(contender);
  }

  long scaled(long events) {
    return Math.max(1, Math.round(events * scale));
  }
}
