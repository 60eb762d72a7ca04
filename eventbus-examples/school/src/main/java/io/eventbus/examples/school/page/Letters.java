package io.eventbus.examples.school.page;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.deadletter.DeadLetterHeaders;
import io.eventbus.deadletter.LetterTopics;
import org.jspecify.annotations.Nullable;

/** Tells dead letters, and events that were sent back, from others. */
final class Letters {

  private Letters() {}

  /** The group whose dead letter it is or was; {@code null} for others. */
  static @Nullable String groupOf(EncodedEvent record) {
    var group = record.header(DeadLetterHeaders.GROUP);
    return group == null || group.isBlank() ? null : group;
  }

  /** Whether it lies on a topic of dead letters. */
  static boolean isDeadLetter(EncodedEvent record) {
    var group = groupOf(record);
    return group != null && record.topic().endsWith(LetterTopics.endOfDeadLetters(group));
  }

  /** Whether it lies on a topic of what is to be handled once more. */
  static boolean isSentBack(EncodedEvent record) {
    var group = groupOf(record);
    return group != null && record.topic().endsWith(LetterTopics.endOfRetries(group));
  }
}
