package io.eventbus.test.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Runs one Kafka node until the process that started it lets go of the standard input.
 *
 * <p>The starting process holds the other end of the standard input and never writes to it. However
 * that process ends, the operating system closes its end, this one reads the end of the stream,
 * deletes the folders it was given and halts. No test leaves a broker behind, even when its JVM is
 * killed.
 */
public final class BrokerMain {

  private BrokerMain() {}

  /**
   * Formats the storage where that has not been done and runs the node.
   *
   * @param args the file with the broker's properties, the cluster id, then any number of folders
   *     to delete when the starting process has gone
   * @throws IOException if the properties cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("Expected: <properties file> <cluster id> [folder]...");
    }
    endWithParent(Arrays.stream(args).skip(2).map(Path::of).toList());
    String properties = args[0];
    if (!formatted(Path.of(properties))) {
      String[] format = {"format", "--cluster-id", args[1], "--config", properties};
      int status = StorageTool.execute(format, System.out);
      if (status != 0) {
        Runtime.getRuntime().halt(status);
      }
    }
    Kafka.main(new String[] {properties});
  }

  private static boolean formatted(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"));
  }

  private static void endWithParent(List<Path> folders) {
    var watcher =
        new Thread(
            () -> {
              awaitEndOfInput();
              folders.forEach(BrokerMain::delete);
              // Not exit: the shutdown hooks would wait for a controller that may be gone too.
              Runtime.getRuntime().halt(1);
            },
            "parent-watcher");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes; only the end matters.
      }
    } catch (IOException e) {
      // An input that cannot be read has no other end either.
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(BrokerMain::deleteFile);
    } catch (IOException | UncheckedIOException e) {
      // Another node of the cluster deletes the same folder.
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // In use, or filled again in this moment: the temporary folder keeps it.
    }
  }
}
