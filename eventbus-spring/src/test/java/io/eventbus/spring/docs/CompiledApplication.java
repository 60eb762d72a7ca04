package io.eventbus.spring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Applications that are compiled from text against nothing but a starter and the one dependency.
 */
final class CompiledApplication {

  /** What spring-boot-starter and eventbus-spring bring, of what the tests have. */
  private static final Pattern ENTRIES =
      Pattern.compile(
          ".*/(eventbus-(core|spring)/target/classes|(eventbus-(core|spring)|kafka-clients|lz4-java"
              + "|snappy-java|zstd-jni|jackson-(core|databind|annotations)|slf4j-api"
              + "|logback-(core|classic)|log4j-(api|to-slf4j)|jul-to-slf4j"
              + "|micrometer-(core|commons|observation)|HdrHistogram|LatencyUtils"
              + "|resilience4j-(core|retry)|jspecify|snakeyaml|jakarta\\.annotation-api"
              + "|commons-logging|spring-(aop|beans|context|core|expression|boot"
              + "|boot-autoconfigure))-\\d[^/]*\\.jar)");

  private CompiledApplication() {}

  static List<Path> classPath() {
    var entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return Arrays.stream(entries)
        .filter(entry -> ENTRIES.matcher(entry.replace('\\', '/')).matches())
        .map(Path::of)
        .toList();
  }

  static String joined(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Compiles classes of the package {@code school}; returns the folder to be run from. */
  static Path compile(Path folder, Map<String, String> classes) throws IOException {
    var sources = Files.createDirectories(folder.resolve("sources/school"));
    for (var each : classes.entrySet()) {
      Files.writeString(sources.resolve(each.getKey() + ".java"), each.getValue());
    }
    var target = Files.createDirectories(folder.resolve("classes"));
    var options =
        List.of("-parameters", "-d", target.toString(), "-classpath", joined(classPath()));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var all = Files.list(sources)) {
      var units = files.getJavaFileObjectsFromPaths(all.toList());
      boolean compiles = compiler.getTask(said, files, null, options, null, units).call();
      assertThat(compiles).as(said.toString()).isTrue();
    }
    return target;
  }
}
