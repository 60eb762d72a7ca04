package io.eventbus.codec;

import io.eventbus.event.Arguments;
import java.time.Instant;

/**
 * Where a record was read, which stands in for the identity and time that bare JSON does not carry.
 * Immutable.
 *
 * @param partition counted from 0
 * @param offset counted from 0
 * @param time the record's timestamp
 */
public record RecordOrigin(int partition, long offset, Instant time) {

  /** Checks the arguments. */
  public RecordOrigin {
    Arguments.requireAtLeast(partition, 0, "partition");
    Arguments.requireAtLeast(offset, 0, "offset");
    Arguments.requirePresent(time, "time");
  }
}
