package io.eventbus.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page with sessions at a terminal: blocks of {@code console} with commands behind {@code $}, and
 * what these print.
 */
final class ConsolePage {

  private static final Pattern BLOCK = Pattern.compile("(```console\\n)(.*?)(```)", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("^\\$ ((?:[^\\n]*\\\\\\n)*[^\\n]*\\n)", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");
  private static final Pattern AGE = Pattern.compile("(OLDEST AGE +)\\S+");

  private final String text;

  ConsolePage(String text) {
    this.text = text;
  }

  /** The same page with what a shell prints for each command, one after the other. */
  ConsolePage replayed(Function<List<String>, String> shell) {
    return new ConsolePage(BLOCK.matcher(text).replaceAll(block -> quoted(replayed(block, shell))));
  }

  private static String replayed(MatchResult block, Function<List<String>, String> shell) {
    var commands = COMMAND.matcher(block.group(2)).results();
    return block.group(1)
        + commands
            .map(each -> each.group() + shell.apply(words(each.group(1))))
            .collect(Collectors.joining())
        + block.group(3);
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static List<String> words(String command) {
    var words = new ArrayList<String>();
    WORD.matcher(command.replace("\\\n", " "))
        .results()
        .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
    return words;
  }

  long commands() {
    return BLOCK
        .matcher(text)
        .results()
        .flatMap(each -> COMMAND.matcher(each.group(2)).results())
        .count();
  }

  String text() {
    return text;
  }

  /** The text with identities, times and ages that are the same in each run. */
  String normalised() {
    var ids = UUID.matcher(text).replaceAll("00000000-0000-0000-0000-000000000000");
    var times = TIME.matcher(ids).replaceAll("2026-11-21T00:00:00.000Z");
    return AGE.matcher(times).replaceAll("$10s");
  }
}
