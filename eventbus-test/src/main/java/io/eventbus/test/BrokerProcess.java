package io.eventbus.test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The process of one node: how it is started and which signals it gets.
 *
 * <p>Its standard input is a pipe that nobody writes to. The process ends when this end of it
 * closes, that is, with this JVM.
 */
final class BrokerProcess {

  private static final String CLUSTER_ID = "ZXZlbnRidXMtdGVzdC0wMQ";
  private static final List<String> PARENT_ONLY =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private final int id;
  private final Path clusterFolder;
  private final Path folder;
  private final Ports ports;
  private final EmbeddedKafkaOptions options;
  private volatile @Nullable Process process;
  private volatile boolean paused;

  BrokerProcess(int id, Path clusterFolder, Ports ports, EmbeddedKafkaOptions options) {
    this.id = id;
    this.clusterFolder = clusterFolder;
    this.folder = clusterFolder.resolve("broker-" + id);
    this.ports = ports;
    this.options = options;
  }

  int id() {
    return id;
  }

  int port() {
    return ports.client(id);
  }

  Path log() {
    return folder.resolve("broker.log");
  }

  boolean isRunning() {
    Process current = process;
    return current != null && current.isAlive();
  }

  long pid() {
    return started().pid();
  }

  void launch() {
    if (!Ports.isFree(ports.client(id)) || !Ports.isFree(ports.controller(id))) {
      throw new PortTakenException(
          "Broker %d needs the ports %d and %d, and another process has taken one of them"
              .formatted(id, ports.client(id), ports.controller(id)));
    }
    BrokerJars jars = BrokerJars.ofThisJvm();
    Path properties = folder.resolve("server.properties");
    try {
      Files.createDirectories(temporary());
      BrokerProperties.write(properties, id, ports, folder.resolve("data"), options.properties());
      var builder = new ProcessBuilder(command(jars, properties)).directory(folder.toFile());
      builder.environment().keySet().removeAll(PARENT_ONLY);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      paused = false;
      process = builder.start();
    } catch (IOException e) {
      throw new KafkaClusterException("Cannot start the process of broker " + id, e);
    }
  }

  private List<String> command(BrokerJars jars, Path properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + options.heapMegabytes() + "m");
    // Quick to start and small: the short-lived broker of a test gains nothing from the best
    // compiler.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    // Nor from a check of each of the thousands of classes, where the JVM can do without.
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("-XX:+UnlockDiagnosticVMOptions");
    command.add("-XX:-BytecodeVerificationRemote");
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.awt.headless=true");
    // Native libraries are unpacked there; nothing may stay outside of the cluster's folder.
    command.add("-Djava.io.tmpdir=" + temporary());
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    command.add("-cp");
    command.add(
        jars.entries().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(BrokerJars.MAIN_CLASS);
    command.add(properties.toString());
    command.add(CLUSTER_ID);
    command.add(clusterFolder.toString());
    jars.copy().map(Path::toString).ifPresent(command::add);
    return command;
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  /**
   * Asks the process to end. Not through {@link Process#destroy()}, which closes the pipe as well.
   */
  void terminate() {
    if (isRunning()) {
      started().toHandle().destroy();
    }
  }

  void kill() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly();
    }
  }

  /** Waits for the end of the process and returns whether it came. */
  boolean awaitEnd(Duration timeout) {
    Process current = process;
    if (current == null) {
      return true;
    }
    try {
      return current.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaClusterException("Interrupted while waiting for broker " + id, e);
    }
  }

  void pause() {
    if (isRunning() && !paused) {
      PosixSignal.send("STOP", pid());
      paused = true;
    }
  }

  void resume() {
    if (isRunning() && paused) {
      PosixSignal.send("CONT", pid());
      paused = false;
    }
  }

  private Process started() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("Broker " + id + " was never started");
    }
    return current;
  }
}
