package io.eventbus.cli.cluster;

import io.eventbus.deadletter.LetterTopics;
import java.util.Locale;

/** What a topic is for, told by its name. */
enum TopicKind {
  EVENTS,
  DEAD_LETTERS,
  RETRY,
  ACTS,
  INTERNAL;

  static TopicKind of(String topic) {
    if (topic.startsWith("__")) {
      return INTERNAL;
    }
    if (!LetterTopics.isOne(topic)) {
      return EVENTS;
    }
    if (topic.endsWith(".acts")) {
      return ACTS;
    }
    return topic.endsWith(".retry") ? RETRY : DEAD_LETTERS;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
