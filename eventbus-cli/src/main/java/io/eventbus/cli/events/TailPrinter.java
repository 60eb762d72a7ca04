package io.eventbus.cli.events;

import io.eventbus.cli.terminal.JsonLine;
import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.Texts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints events one by one, in columns that grow with what they hold, since nobody knows what comes
 * next.
 */
final class TailPrinter implements Consumer<ShownEvent> {

  private static final String GAP = "  ";

  private static final int LONGEST_CELL = 300;

  /** Room for partition and offset behind a topic. */
  private static final int PLACE = ":0:12345".length();

  private final Terminal terminal;
  private final boolean json;
  private final boolean body;
  private final int[] widths = {24, 0, 20, 10, 36, 0};

  /**
   * For events of these topics.
   *
   * @param body whether what they hold is shown, too
   */
  TailPrinter(Terminal terminal, Collection<String> topics, boolean json, boolean body) {
    widths[1] = PLACE + topics.stream().mapToInt(String::length).max().orElse(0);
    this.terminal = terminal;
    this.json = json;
    this.body = body;
  }

  void header() {
    if (!json) {
      line("TIME", "PLACE", "TYPE", "KEY", "ID", "CORRELATION ID");
      terminal.out().flush();
    }
  }

  @Override
  public void accept(ShownEvent event) {
    if (json) {
      terminal.out().println(json(event));
    } else {
      line(
          Texts.of(event.time()),
          Texts.of(event.place()),
          Texts.of(event.type()),
          Texts.of(event.key()),
          Texts.of(event.id()),
          Texts.of(event.correlationId()));
      if (event.problem() != null) {
        terminal.out().println("    " + Texts.of(event.problem()));
      }
      if (body) {
        terminal.out().println(Texts.printableLines(event.body()).indent(4).stripTrailing());
      }
    }
    terminal.out().flush();
  }

  private void line(String... cells) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      var cell = Texts.cut(cells[i], LONGEST_CELL);
      widths[i] = Math.max(widths[i], cell.length());
      line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
    }
    terminal.out().println(line.toString().stripTrailing());
  }

  private String json(ShownEvent event) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("time", event.time());
    members.put("topic", event.record().topic());
    members.put("partition", event.origin().partition());
    members.put("offset", event.origin().offset());
    members.put("type", event.type());
    members.put("version", event.version());
    members.put("key", event.key());
    members.put("id", event.id());
    members.put("correlationId", event.correlationId());
    if (event.problem() != null) {
      members.put("problem", event.problem());
    }
    if (body) {
      members.put("body", JsonLine.body(event.body()));
    }
    return JsonLine.of(members);
  }
}
