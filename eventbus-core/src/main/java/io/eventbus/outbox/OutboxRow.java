package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;

/**
 * An event as it lies in the outbox. Immutable as long as nobody writes to its arrays.
 *
 * @param id its place in the order of insertion
 * @param record what is sent
 * @param size what that takes on the wire, in bytes
 */
public record OutboxRow(long id, EncodedEvent record, int size) {

  /** Checks the arguments. */
  public OutboxRow {
    Arguments.requirePresent(record, "record");
  }

  /** A row of this record. */
  public static OutboxRow of(long id, EncodedEvent record) {
    return new OutboxRow(id, record, Arguments.requirePresent(record, "record").size());
  }
}
