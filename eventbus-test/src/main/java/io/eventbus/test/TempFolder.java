package io.eventbus.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders below the system's temporary folder. */
final class TempFolder {

  private TempFolder() {}

  static Path create(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new KafkaClusterException("Cannot create a temporary folder", e);
    }
  }

  /**
   * Deletes what can be deleted; on some systems a file in use stays until the temporary folder is
   * cleared.
   */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(TempFolder::deleteFile);
    } catch (IOException | UncheckedIOException e) {
      // Gone already, or going: a broker whose process lost its parent deletes it as well.
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // See delete.
    }
  }
}
