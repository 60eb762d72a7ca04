package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the outbox. Immutable as long as nobody writes to its arrays.
 *
 * @param id its place in the order of insertion
 * @param record what is sent
 * @param size what that takes on the wire, in bytes
 * @param unreadable why it cannot be sent as it lies there, {@code null} if it can
 */
public record OutboxRow(long id, EncodedEvent record, int size, @Nullable String unreadable) {

  /** Checks the arguments. */
  public OutboxRow {
    Arguments.requirePresent(record, "record");
  }

  /** A row of this record. */
  public static OutboxRow of(long id, EncodedEvent record) {
    return new OutboxRow(id, record, Arguments.requirePresent(record, "record").size(), null);
  }

  /**
   * A row that cannot be read as a whole; of the record topic and key count, which it holds back.
   */
  public static OutboxRow unreadable(long id, EncodedEvent record, String reason) {
    return new OutboxRow(id, record, 0, Arguments.requireText(reason, "reason"));
  }
}
