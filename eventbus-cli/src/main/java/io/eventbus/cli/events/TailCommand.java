package io.eventbus.cli.events;

import io.eventbus.cli.cluster.TopicNames;
import io.eventbus.cli.settings.KafkaOptions;
import io.eventbus.cli.terminal.ExitCode;
import io.eventbus.cli.terminal.Output;
import io.eventbus.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eventbus tail}. */
@Command(
    name = "tail",
    description = "Shows events as they stand on topics, whatever their format and type.",
    footer = {
      "",
      "Reads without a consumer group: nobody's progress changes. Order is kept within",
      "a partition. The body is shown only with --body.",
      "",
      "Examples:",
      "  eventbus tail emis.teacher.teachercreated",
      "  eventbus tail 'emis.*' --follow --type teacher.created",
      "  eventbus tail orders --from 15m --key o-17 --body",
      "  eventbus tail orders --from 2026-11-21T08:00:00Z --to 2026-11-21T09:00:00Z --json"
    })
public final class TailCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "TOPIC",
      description = "Names, in which * stands for anything.")
  private final List<String> names = new ArrayList<>();

  @Option(names = "--body", description = "What the events hold, too.")
  private boolean body;

  @Mixin private final TailOptions options = new TailOptions();
  @Mixin private final KafkaOptions kafkaOptions = new KafkaOptions();
  @Mixin private final Output output = new Output();

  private final Terminal terminal;

  /** The command for a terminal. */
  public TailCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var start = options.start();
    var left = new AtomicLong(options.most());
    try (var kafka = kafkaOptions.connect(terminal)) {
      var topics = TopicNames.find(kafka, names, false);
      try (var reader = new TailReader(kafka, options.follows())) {
        var printer = new TailPrinter(terminal, topics, output.json(), body);
        printer.header();
        reader.read(
            topics,
            start,
            event -> {
              if (options.wants(event)) {
                printer.accept(event);
                left.decrementAndGet();
              }
              return left.get() > 0 && !terminal.out().checkError();
            });
      }
    }
    return ExitCode.OK;
  }
}
