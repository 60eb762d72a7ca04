package io.eventbus.deadletter;

import io.eventbus.event.Arguments;
import java.time.Instant;

/**
 * Where an event was read that died: the first time, if it was sent back and died again. Immutable.
 *
 * @param topic the topic of events
 * @param partition counted from 0
 * @param offset counted from 0
 * @param time the record's timestamp there
 */
public record LetterOrigin(String topic, int partition, long offset, Instant time) {

  /** Checks the arguments. */
  public LetterOrigin {
    Arguments.requireText(topic, "topic");
    Arguments.requireAtLeast(partition, 0, "partition");
    Arguments.requireAtLeast(offset, 0, "offset");
    Arguments.requirePresent(time, "time");
  }
}
