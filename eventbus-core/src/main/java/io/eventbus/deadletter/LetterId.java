package io.eventbus.deadletter;

import io.eventbus.event.Arguments;
import java.util.Comparator;

/**
 * The place of a record, by which a dead letter is known for as long as its topic is there.
 * Immutable; ordered by topic, partition and offset.
 *
 * @param topic the topic that holds it
 * @param partition counted from 0
 * @param offset counted from 0
 */
public record LetterId(String topic, int partition, long offset) implements Comparable<LetterId> {

  private static final Comparator<LetterId> ORDER =
      Comparator.comparing(LetterId::topic)
          .thenComparing(LetterId::partition)
          .thenComparing(LetterId::offset);

  /** Checks the arguments. */
  public LetterId {
    Arguments.requireText(topic, "topic");
    Arguments.requireAtLeast(partition, 0, "partition");
    Arguments.requireAtLeast(offset, 0, "offset");
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static LetterId parse(String text) {
    var parts = Arguments.requireText(text, "text").split(":", -1);
    try {
      if (parts.length == 3) {
        return new LetterId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
      }
    } catch (IllegalArgumentException e) {
      // Told below, with the whole text.
    }
    throw new IllegalArgumentException(
        "text '" + text + "' is no place of a letter: write topic:partition:offset");
  }

  @Override
  public int compareTo(LetterId other) {
    return ORDER.compare(this, Arguments.requirePresent(other, "other"));
  }

  /** {@code topic:partition:offset}. */
  @Override
  public String toString() {
    return topic + ":" + partition + ":" + offset;
  }
}
