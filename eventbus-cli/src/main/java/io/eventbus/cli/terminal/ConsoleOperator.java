package io.eventbus.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who sits at the terminal that this process runs in. */
public final class ConsoleOperator implements Operator {

  /** Where Linux tells what a stream of this process is. */
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final @Nullable Console console = terminalOf(System.console());

  /** From JDK 22 on there may be a console that is no terminal, and a method that tells. */
  private static @Nullable Console terminalOf(@Nullable Console console) {
    if (console == null) {
      return null;
    }
    try {
      var terminal = (Boolean) Console.class.getMethod("isTerminal").invoke(console);
      return terminal ? console : null;
    } catch (ReflectiveOperationException e) {
      return console;
    }
  }

  @Override
  public boolean answers() {
    return console != null;
  }

  @Override
  public boolean watches() {
    try {
      var stream = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return console != null; // elsewhere only the other two streams are known
    }
  }

  @Override
  public String ask(String question) {
    var answer = console == null ? null : console.readLine("%s", question);
    return answer == null ? "" : answer;
  }

  @Override
  public String askSecret(String question) {
    var answer = console == null ? null : console.readPassword("%s", question);
    return answer == null ? "" : new String(answer);
  }
}
