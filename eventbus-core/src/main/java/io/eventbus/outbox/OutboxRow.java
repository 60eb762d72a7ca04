package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;

/**
 * An event as it lies in the outbox. Immutable as long as nobody writes to its arrays.
 *
 * @param id its place in the order of insertion
 * @param record what is sent
 */
public record OutboxRow(long id, EncodedEvent record) {

  /** Checks the arguments. */
  public OutboxRow {
    Arguments.requirePresent(record, "record");
  }
}
