package io.eventbus.deadletter;

import io.eventbus.deadletter.LetterSelection.Choice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a redrive would do. For one thread. */
final class LetterCounts {

  private final LetterSelection selection;
  private final Map<Choice, Long> choices = new EnumMap<>(Choice.class);
  private final Map<String, Long> targets = new HashMap<>();
  private final List<LetterTopic> topics = new ArrayList<>();

  LetterCounts(LetterSelection selection) {
    this.selection = selection;
  }

  LetterCounts count(LetterScan scan) {
    for (var topic : scan.topics()) {
      long before = number(Choice.SENT);
      scan.forEachOpen(topic, this::add);
      if (number(Choice.SENT) > before) {
        topics.add(topic);
      }
    }
    return this;
  }

  private boolean add(DeadLetter letter) {
    var choice = selection.of(letter);
    choices.merge(choice, 1L, Long::sum);
    var origin = letter.origin();
    if (choice == Choice.SENT && origin != null) {
      targets.merge(LetterTopics.retriesOf(origin.topic(), selection.group()), 1L, Long::sum);
    }
    return true;
  }

  private long number(Choice choice) {
    return choices.getOrDefault(choice, 0L);
  }

  /** The topics that hold letters to be sent. */
  List<LetterTopic> topics() {
    return topics;
  }

  RedrivePlan plan() {
    return new RedrivePlan(
        number(Choice.SENT),
        targets,
        number(Choice.OVER_ROUNDS),
        number(Choice.WITHOUT_ORIGIN),
        number(Choice.OF_ANOTHER_GROUP));
  }
}
