package io.eventbus.codec;

import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.util.List;
import java.util.function.Supplier;

/** One way in which a record carries an event and its attributes. Stateless. */
interface WireFormat {

  /** Whether a record is written in this format. */
  boolean recognises(EncodedEvent encoded);

  /**
   * Takes a record of this format apart.
   *
   * @throws UndecodableEventException if what tells its type is missing or cannot be read
   */
  Parts read(EncodedEvent encoded, EventTypes types, RecordOrigin origin);

  /** Returns the body of an event, and adds the headers that belong to it. */
  byte[] write(IntegrationEvent event, EventMetadata metadata, List<EventHeader> headers);

  /** Whether a content type names this media type, with parameters or without. */
  static boolean isMediaType(String contentType, String mediaType) {
    var end = contentType.indexOf(';');
    var named = end < 0 ? contentType : contentType.substring(0, end);
    return named.strip().equalsIgnoreCase(mediaType);
  }

  /**
   * What a record is made of.
   *
   * @param attributes throws {@link UndecodableEventException} if one is missing or cannot be read
   */
  record Parts(EventTypeName type, JsonBytes data, Supplier<EventMetadata> attributes) {}
}
