package io.eventbus.cli;

import io.eventbus.cli.terminal.CommandFailedException;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line without secrets, and an exit code. */
final class Failures {

  private final Terminal terminal;
  private final BooleanSupplier verbose;

  Failures(Terminal terminal, BooleanSupplier verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  int usage(ParameterException wrong, String[] args) {
    return wrong(String.valueOf(wrong.getMessage()), wrong.getCommandLine());
  }

  int execution(Exception failure, CommandLine commandLine, ParseResult parsed) {
    if (failure instanceof UsageException) {
      return wrong(String.valueOf(failure.getMessage()), commandLine);
    }
    terminal.say("eventbus: " + line(failure));
    if (verbose.getAsBoolean()) {
      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(each -> terminal.say(each.replace("\t", "    ")));
    }
    return ExitCode.FAILED;
  }

  private int wrong(String message, CommandLine commandLine) {
    var name = commandLine.getCommandSpec().qualifiedName();
    terminal.say("eventbus: " + firstLine(message));
    terminal.say("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  /** What failed, and the causes that tell why. */
  private static String line(Throwable failure) {
    if (failure instanceof CommandFailedException) {
      return firstLine(String.valueOf(failure.getMessage()));
    }
    var parts = new LinkedHashSet<String>();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      var message = each.getMessage();
      parts.add(message == null ? each.getClass().getSimpleName() : firstLine(message));
    }
    return String.join(": ", parts);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
