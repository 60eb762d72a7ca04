package io.eventbus.codec;

import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;

/** One way in which a record carries its attributes. Stateless. */
interface WireFormat {

  /** Whether a record is written in this format. */
  boolean recognises(EncodedEvent encoded);

  /**
   * Reads the type of a record of this format.
   *
   * @throws UndecodableEventException if it is missing or cannot be read
   */
  EventTypeName type(EncodedEvent encoded, EventTypes types);

  /**
   * Reads the attributes of a record of this format and type.
   *
   * @throws UndecodableEventException if one that is required is missing or cannot be read
   */
  EventMetadata attributes(EncodedEvent encoded, EventTypeName type, RecordOrigin origin);
}
