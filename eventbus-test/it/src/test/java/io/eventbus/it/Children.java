package io.eventbus.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that run a main class of these tests, and may be killed. */
final class Children {

  private Children() {}

  /**
   * Starts one.
   *
   * @param folder for its temporary files: a killed JVM cannot delete what its libraries unpack
   */
  static Process start(Path folder, Class<?> main, String... arguments) throws IOException {
    return start(folder, List.of(), main, arguments);
  }

  /** As the other, with options of the JVM. */
  static Process start(Path folder, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
