package io.eventbus.cli;

import io.eventbus.cli.cluster.GroupsCommand;
import io.eventbus.cli.cluster.TopicsCommand;
import io.eventbus.cli.events.PublishCommand;
import io.eventbus.cli.events.TailCommand;
import io.eventbus.cli.letters.DlqCommand;
import io.eventbus.cli.outbox.OutboxCommand;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code eventbus}: the commands that there are. */
@Command(
    name = "eventbus",
    description = "Looks at an event bus on Kafka, and mends what failed.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    footer = {
      "",
      "Settings are looked for in the options, then in the environment (KAFKA_BROKERS,",
      "KAFKA_SASL_PASSWORD …), then in the file of --config.",
      "",
      "Exit codes: 0 done, 1 failed, 2 called wrongly.",
      "",
      "Examples:",
      "  eventbus topics --bootstrap-servers localhost:9092",
      "  eventbus groups identity-service",
      "  eventbus tail --help"
    })
final class Eventbus {

  private static final int HELP_WIDTH = 100;

  /** What Java makes of bytes that are none of the locale's, and a table of control characters. */
  private static final char REPLACED = '\uFFFD';

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error, and what Kafka's clients log.")
  private boolean verbose;

  private Eventbus() {}

  static int run(Terminal terminal, String... args) {
    if (String.join("", args).indexOf(REPLACED) >= 0) {
      terminal.say(
          "eventbus: an argument has characters that were replaced: set LC_ALL=C.UTF-8, or take"
              + " them from --json");
      return ExitCode.USAGE;
    }
    int code = commandLine(terminal).execute(args);
    boolean lost = terminal.out().checkError(); // a full disk, or a reader that has gone
    if (lost) {
      terminal.say("eventbus: not all could be written to standard output");
    }
    terminal.err().flush();
    return lost && code == ExitCode.OK ? ExitCode.FAILED : code;
  }

  static CommandLine commandLine(Terminal terminal) {
    var eventbus = new Eventbus();
    var failures = new Failures(terminal, () -> eventbus.verbose);
    var commandLine =
        new CommandLine(eventbus)
            .addSubcommand(new TopicsCommand(terminal))
            .addSubcommand(new GroupsCommand(terminal))
            .addSubcommand("dlq", DlqCommand.of(terminal))
            .addSubcommand("outbox", OutboxCommand.of(terminal))
            .addSubcommand(new PublishCommand(terminal))
            .addSubcommand(new TailCommand(terminal))
            .addSubcommand(new CompletionCommand(terminal));
    return commandLine
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setUsageHelpWidth(HELP_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(failures::usage)
        .setExecutionExceptionHandler(failures::execution);
  }
}
