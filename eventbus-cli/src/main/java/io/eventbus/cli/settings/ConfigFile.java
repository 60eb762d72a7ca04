package io.eventbus.cli.settings;

import io.eventbus.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for a file of properties. */
final class ConfigFile {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Properties eventbus.…; options and the environment count more.")
  private @Nullable Path file;

  /** What stands in it; nothing if none was named. */
  Map<String, String> properties() {
    var read = new TreeMap<String, String>();
    if (file != null) {
      var all = load(file);
      for (var name : all.stringPropertyNames()) {
        if (name.startsWith(Settings.PREFIX)) {
          read.put(name, all.getProperty(name));
        }
      }
      if (read.isEmpty()) {
        throw new UsageException("file " + file + " has no property that begins with eventbus.");
      }
    }
    return read;
  }

  /** How a property in it is called in a message. */
  String nameOf(String property) {
    return property + " in " + file;
  }

  private static Properties load(Path file) {
    var all = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      all.load(reader);
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + file);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("file " + file + " cannot be read as properties in UTF-8");
    }
    return all;
  }
}
