package io.eventbus.cli;

import io.eventbus.cli.terminal.ConsoleOperator;
import io.eventbus.cli.terminal.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command in a process of its own. */
public final class Main {

  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private Main() {}

  /** Ends the process with the command's exit code. */
  public static void main(String[] args) {
    // Before the first logger: an error is one line, unless more is asked for.
    if (List.of(args).contains("--verbose")) {
      System.setProperty(LOG_LEVEL, "info");
    }
    var terminal =
        new Terminal(
            writer(System.out),
            writer(System.err),
            System.in,
            System.getenv(),
            new ConsoleOperator());
    System.exit(Eventbus.run(terminal, args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }
}
