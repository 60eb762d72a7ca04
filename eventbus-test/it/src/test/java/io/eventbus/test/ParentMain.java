package io.eventbus.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM that starts a broker and never closes it: it tells the broker's process and folder, and
 * waits to be killed, or exits. With {@code shared} its shutdown hook tells whether the broker is
 * still there.
 */
final class ParentMain {

  private ParentMain() {}

  public static void main(String[] args) throws IOException {
    boolean shared = List.of(args).contains("shared");
    var kafka = shared ? KafkaCluster.shared() : EmbeddedKafka.builder().start();
    var folder = kafka.logs().get(0).resolve("../..").normalize();
    var broker = ProcessHandle.current().children().findFirst().orElseThrow();
    System.out.println("broker " + broker.pid() + " " + folder);
    if (shared) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> lookAfter(broker, folder)));
    }
    if (args.length > 0) {
      System.exit(0);
    }
    System.in.read();
  }

  private static void lookAfter(ProcessHandle broker, Path folder) {
    System.out.println(broker.isAlive() && Files.exists(folder) ? "alive" : "gone");
  }
}
