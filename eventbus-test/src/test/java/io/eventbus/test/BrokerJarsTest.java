package io.eventbus.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerJarsTest {

  private static final String FOLDER = "META-INF/eventbus-broker/";
  private static final String PROGRAM = "io/eventbus/test/broker/BrokerMain.class";

  private final Path folder;

  BrokerJarsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void jarsInAFolderAreUsedInPlace() throws IOException {
    Files.createDirectories(folder.resolve(FOLDER));
    Files.writeString(folder.resolve(FOLDER + "index"), FOLDER + "b.jar," + FOLDER + "a.jar\n");

    try (var loader = loader(folder)) {
      var jars = BrokerJars.locate(loader);

      assertThat(jars.copy()).isEmpty();
      assertThat(jars.entries())
          .containsExactly(
              folder, folder.resolve(FOLDER + "b.jar"), folder.resolve(FOLDER + "a.jar"));
    }
  }

  @Test
  void jarsInAJarAreCopied() throws IOException {
    Path jar = folder.resolve("a folder with spaces.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new JarOutputStream(file)) {
      entry(out, FOLDER + "index", FOLDER + "a.jar");
      entry(out, FOLDER + "a.jar", "the jar");
      entry(out, PROGRAM, "the program");
    }

    try (var loader = loader(jar)) {
      var jars = BrokerJars.locate(loader);

      Path copy = jars.copy().orElseThrow();
      assertThat(jars.entries()).isEqualTo(List.of(copy, copy.resolve(FOLDER + "a.jar")));
      assertThat(copy.resolve(FOLDER + "a.jar")).hasContent("the jar");
      assertThat(copy.resolve(PROGRAM)).hasContent("the program");
      TempFolder.delete(copy);
      assertThat(copy).doesNotExist();
    }
  }

  @Test
  void missingArtifactIsNamed() throws IOException {
    try (var loader = loader(folder)) {
      assertThatExceptionOfType(KafkaClusterException.class)
          .isThrownBy(() -> BrokerJars.locate(loader))
          .withMessageContaining("io.eventbus:eventbus-test-broker");
    }
  }

  private static URLClassLoader loader(Path place) throws IOException {
    return new URLClassLoader(new URL[] {place.toUri().toURL()}, null);
  }

  private static void entry(JarOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(text.getBytes(UTF_8));
    out.closeEntry();
  }
}
