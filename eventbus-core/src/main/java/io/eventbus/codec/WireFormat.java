package io.eventbus.codec;

import io.eventbus.event.EventMetadata;

/** One way in which a record carries its attributes. Stateless. */
interface WireFormat {

  /** Whether a record is written in this format. */
  boolean recognises(EncodedEvent encoded);

  /**
   * Reads the attributes of a record of this format.
   *
   * @throws UndecodableEventException if one that is required is missing or unreadable
   */
  EventMetadata attributes(EncodedEvent encoded, EventTypes types, RecordOrigin origin);
}
