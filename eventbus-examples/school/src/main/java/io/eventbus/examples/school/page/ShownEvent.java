package io.eventbus.examples.school.page;

import org.jspecify.annotations.Nullable;

/**
 * What the page tells of a record. Immutable.
 *
 * @param from the part that sent it, {@code null} where nothing tells it
 */
record ShownEvent(Place place, Label label, Content content, @Nullable String from) {

  /** Where it lies. */
  record Place(String topic, int partition, long offset) {}

  /**
   * Whose it is.
   *
   * @param type its logical type, {@code null} where the record does not tell it
   * @param time when it happened, or else when it was sent, in milliseconds since 1970
   */
  record Label(@Nullable String id, @Nullable String type, @Nullable String key, long time) {}

  /**
   * What is in it.
   *
   * @param format the wire format
   * @param bytes the size of the record
   * @param body as text, cut where it is long
   * @param problem why it cannot be read, {@code null} if it can
   * @param died why it is a dead letter, {@code null} if it is none
   */
  record Content(
      String format, int bytes, String body, @Nullable String problem, @Nullable String died) {}

  boolean isDeadLetter() {
    return content.died() != null;
  }
}
