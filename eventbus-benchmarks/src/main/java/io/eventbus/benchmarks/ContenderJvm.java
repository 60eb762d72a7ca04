package io.eventbus.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.benchmarks.workload.ContenderMain;
import io.eventbus.benchmarks.workload.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts a JVM for each job, with the class path of this one. Immutable.
 *
 * @param jdk its home
 * @param heapMegabytes its heap, from the start on
 */
record ContenderJvm(Path jdk, int heapMegabytes) {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** What the job measured; nothing if it failed, whose reason is then on the standard error. */
  Optional<Map<String, Double>> run(Job job) {
    try {
      var process =
          new ProcessBuilder(command(job)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var late =
          CompletableFuture.runAsync(
              process::destroyForcibly,
              CompletableFuture.delayedExecutor(
                  PATIENCE.toSeconds() + job.seconds(), TimeUnit.SECONDS));
      var result = resultOf(process);
      late.cancel(false);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run a JVM of " + jdk.getFileName(), e);
    }
  }

  /** The process sees its standard input end when this one ends, and ends too. */
  private static Optional<Map<String, Double>> resultOf(Process process) throws IOException {
    try (var lines = process.inputReader(UTF_8)) {
      var result = Optional.<Map<String, Double>>empty();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(ContenderMain.RESULT)) {
          result = Optional.of(parse(line.substring(ContenderMain.RESULT.length())));
        }
      }
      return process.onExit().join().exitValue() == 0 ? result : Optional.empty();
    }
  }

  private static Map<String, Double> parse(String json) {
    return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, Double>>() {});
  }

  private List<String> command(Job job) {
    var command =
        new ArrayList<>(
            List.of(
                jdk.resolve("bin/java").toString(),
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                // For lz4 in Kafka's client, which newer JDKs warn about otherwise.
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ContenderMain.class.getName()));
    command.addAll(job.arguments());
    return command;
  }
}
