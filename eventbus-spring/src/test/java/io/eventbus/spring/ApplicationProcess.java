package io.eventbus.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;

/** An application with a web server in a process of its own, which ends with this one. */
final class ApplicationProcess implements AutoCloseable {

  private final Path folder;
  private final Process process;

  private ApplicationProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param folder for its log and its temporary files
   * @param main calls {@link #run}
   */
  static ApplicationProcess start(Path folder, Class<?> main, List<String> properties)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add("--spring.main.banner-mode=off");
    command.add("--spring.docker.compose.enabled=false"); // its support is there for another test
    command.add("--server.port=0");
    command.add("--port.file=" + folder.resolve("port"));
    command.addAll(properties);
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return new ApplicationProcess(folder, process);
  }

  /** What the main method of the process does. */
  static void run(Class<?> application, String[] arguments) {
    endWithParent();
    var spring = new SpringApplication(application);
    for (var argument : arguments) {
      if (argument.startsWith("--port.file=")) {
        spring.addListeners(new WebServerPortFileWriter(argument.substring(12)));
      }
    }
    spring.run(arguments);
  }

  private static void endWithParent() {
    var watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(2);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Where its web server listens; empty until it does. Fails if it has ended before. */
  String port() {
    if (!isAlive()) {
      throw new AssertionError("the application has ended: " + log());
    }
    return text("port");
  }

  /** What it has logged. */
  String log() {
    return text("log");
  }

  private String text(String file) {
    try {
      var path = folder.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGTERM, and leaves open what the process would see the end of. */
  void terminate() {
    process.toHandle().destroy();
  }

  /**
   * Its exit code.
   *
   * @throws AssertionError if it has not ended in time
   */
  int awaitEnd(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still there after " + timeout + ": " + log());
    }
    return process.exitValue();
  }

  /** Kills it, if it is still there. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
