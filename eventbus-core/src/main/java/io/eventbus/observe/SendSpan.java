package io.eventbus.observe;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;

/**
 * A record on its way out. Immutable.
 *
 * @param record the record, with the headers that carry its trace on
 * @param span to be ended with the sending
 */
public record SendSpan(EncodedEvent record, MessageSpan span) {

  /** Checks the arguments. */
  public SendSpan {
    Arguments.requirePresent(record, "record");
    Arguments.requirePresent(span, "span");
  }
}
