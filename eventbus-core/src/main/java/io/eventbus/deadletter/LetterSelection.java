package io.eventbus.deadletter;

import io.eventbus.topic.TopicNaming;
import org.jspecify.annotations.Nullable;

/** Which letters a redrive sends, and where to. */
record LetterSelection(String group, DeadLetterFilter filter, RedriveOptions options) {

  /** What becomes of a letter. */
  enum Choice {
    NOT_MEANT,
    SENT,
    OVER_ROUNDS,
    WITHOUT_ORIGIN,
    OF_ANOTHER_GROUP
  }

  Choice of(DeadLetter letter) {
    if (!filter.matches(letter)) {
      return Choice.NOT_MEANT;
    } else if (letter.group() != null && !letter.group().equals(group)) {
      return Choice.OF_ANOTHER_GROUP;
    } else if (!hasTarget(letter.origin())) {
      return Choice.WITHOUT_ORIGIN;
    }
    return letter.round() > options.maxRounds() ? Choice.OVER_ROUNDS : Choice.SENT;
  }

  /** Kafka refuses to be asked about any other name: one such letter would keep all others. */
  private boolean hasTarget(@Nullable LetterOrigin origin) {
    if (origin == null) {
      return false;
    }
    try {
      TopicNaming.requireLegal(origin.topic());
      TopicNaming.requireLegal(LetterTopics.retriesOf(origin.topic(), group));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  boolean sends(DeadLetter letter) {
    return of(letter) == Choice.SENT;
  }
}
