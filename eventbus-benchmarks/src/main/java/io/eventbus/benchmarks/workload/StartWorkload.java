package io.eventbus.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.benchmarks.start.StartApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts an application again and again, each time in a process of its own, until it is ready. */
final class StartWorkload implements Workload {

  private final boolean broker;

  /**
   * A workload.
   *
   * @param broker whether there is one where the applications look for it
   */
  StartWorkload(boolean broker) {
    this.broker = broker;
  }

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    var application = StartApplication.of(job.contender());
    var servers = broker ? job.servers() : "127.0.0.1:1";
    start(application.arguments(servers, job.topic(), job.topic() + ".first")); // reads the files
    List<Map<String, Double>> starts = new ArrayList<>();
    for (int i = 0; i < job.events(); i++) {
      starts.add(start(application.arguments(servers, job.topic(), job.topic() + "." + i)));
    }
    return Medians.of(starts);
  }

  private static Map<String, Double> start(List<String> arguments) throws InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    long begun = System.nanoTime();
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try {
        awaitReady(process);
        double ready = (System.nanoTime() - begun) / 1e6;
        var processor = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return Map.of(Metrics.READY, ready, Metrics.PROCESSOR, processor.toNanos() / 1e6);
      } finally {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(Process process) throws IOException {
    var lines = process.inputReader(UTF_8);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(StartApplication.READY)) {
        return;
      }
    }
    throw new IllegalStateException("the application has ended before it was ready");
  }
}
