package io.eventbus.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class path of a broker's process: the program of {@code eventbus-test-broker} and the jars
 * bundled with it. They are used in place where they lie in a folder, and copied to a temporary one
 * where they lie in a jar.
 */
record BrokerJars(List<Path> entries, Optional<Path> copy) {

  static final String MAIN_CLASS = "io.eventbus.test.broker.BrokerMain";

  private static final String INDEX = "META-INF/eventbus-broker/index";
  private static final String PROGRAM = "io/eventbus/test/broker/BrokerMain.class";

  private static @Nullable BrokerJars ofThisJvm;

  /** The jars of this JVM, found once: a copy serves all clusters and goes with the JVM. */
  static synchronized BrokerJars ofThisJvm() {
    BrokerJars jars = ofThisJvm;
    if (jars == null) {
      jars = locate(EmbeddedKafka.class.getClassLoader());
      ofThisJvm = jars;
    }
    return jars;
  }

  static BrokerJars locate(ClassLoader loader) {
    URL index = loader.getResource(INDEX);
    if (index == null) {
      throw new KafkaClusterException(
          "Missing on the class path: " + INDEX + " of io.eventbus:eventbus-test-broker");
    }
    try {
      List<String> names = names(index);
      return index.getProtocol().equals("file") ? inPlace(index, names) : copied(loader, names);
    } catch (IOException e) {
      throw new KafkaClusterException("Cannot read the bundled broker at " + index, e);
    }
  }

  private static List<String> names(URL index) throws IOException {
    try (InputStream in = index.openStream()) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split(","));
    }
  }

  private static BrokerJars inPlace(URL index, List<String> names) {
    Path root = Path.of(URI.create(index.toString())).resolve("../../..").normalize();
    Stream<Path> jars = names.stream().map(root::resolve);
    return new BrokerJars(Stream.concat(Stream.of(root), jars).toList(), Optional.empty());
  }

  private static BrokerJars copied(ClassLoader loader, List<String> names) throws IOException {
    Path folder = TempFolder.create("eventbus-broker-jars-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> TempFolder.delete(folder)));
    copy(loader, PROGRAM, folder.resolve(PROGRAM));
    for (String name : names) {
      copy(loader, name, folder.resolve(name));
    }
    Stream<Path> jars = names.stream().map(folder::resolve);
    return new BrokerJars(Stream.concat(Stream.of(folder), jars).toList(), Optional.of(folder));
  }

  private static void copy(ClassLoader loader, String name, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    try (@Nullable InputStream in = loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("Missing: " + name);
      }
      Files.copy(in, target);
    }
  }
}
