package io.eventbus.cli.letters;

import io.eventbus.cli.terminal.JsonLine;
import io.eventbus.cli.terminal.Listing;
import io.eventbus.cli.terminal.Texts;
import io.eventbus.deadletter.DeadLetter;
import io.eventbus.deadletter.LetterAct;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One letter with all that is known of it. Immutable.
 *
 * @param act what was done with it, {@code null} if it is open
 */
record ShownLetter(DeadLetter letter, @Nullable LetterAct act) {

  /** What is shown in any case; for programs the long texts, too. */
  Listing<ShownLetter> listing(boolean json, boolean body, boolean stackTrace) {
    var listing =
        Listing.<ShownLetter>empty()
            .with("id", shown -> shown.letter.id().toString())
            .with("eventId", shown -> shown.letter.eventId())
            .with("type", shown -> shown.letter.type())
            .with("version", shown -> shown.letter.version())
            .with("key", shown -> shown.letter.key())
            .with("readFrom", ShownLetter::origin)
            .with("group", shown -> shown.letter.group())
            .with("diedAt", shown -> shown.letter.diedAt())
            .with("reason", shown -> shown.letter.reason().code())
            .with("attempts", shown -> shown.letter.attempts())
            .with("round", shown -> shown.letter.round())
            .with("exception", shown -> shown.letter.exceptionClass())
            .with("message", shown -> shown.letter.exceptionMessage())
            .with("act", ShownLetter::done)
            .with("headers", json ? ShownLetter::headers : ShownLetter::headerText);
    if (json && stackTrace) {
      listing = listing.with("stackTrace", shown -> shown.letter.stackTrace());
    }
    return json && body ? listing.with("body", shown -> JsonLine.body(shown.body())) : listing;
  }

  /** The long texts, for people. */
  List<String> texts(boolean body, boolean stackTrace) {
    var texts = new ArrayList<String>();
    var trace = letter.stackTrace();
    if (stackTrace && trace != null) {
      texts.add("");
      texts.add(Texts.printableLines(trace).stripTrailing());
    }
    if (body) {
      texts.add("");
      texts.add(Texts.printableLines(body()));
    }
    return texts;
  }

  private @Nullable String origin() {
    var origin = letter.origin();
    return origin == null
        ? null
        : origin.topic() + ":" + origin.partition() + ":" + origin.offset();
  }

  private String done() {
    return act == null
        ? "open"
        : act.kind().code() + " by " + act.by() + " at " + Texts.of(act.at());
  }

  private Map<String, String> headers() {
    return letter.eventHeaders();
  }

  private String headerText() {
    return headers().entrySet().stream()
        .map(header -> header.getKey() + "=" + header.getValue())
        .collect(Collectors.joining(", "));
  }

  private String body() {
    var body = letter.body();
    return body == null ? "" : new String(body, StandardCharsets.UTF_8);
  }
}
