package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import java.util.Locale;

/**
 * A body of JSON and nothing that tells its type: the subscription does. Identity is the record's
 * place in the log, which is the same on every delivery.
 */
final class BareJson implements WireFormat {

  @Override
  public boolean recognises(EncodedEvent encoded) {
    var contentType = encoded.header(CloudEventsBinary.CONTENT_TYPE);
    return contentType == null
        || contentType.toLowerCase(Locale.ROOT).startsWith(CloudEventsBinary.JSON);
  }

  @Override
  public EventTypeName type(EncodedEvent encoded, EventTypes types) {
    var eventClass = types.only();
    if (eventClass == null) {
      throw new UndecodableEventException(
          Reason.MALFORMED,
          "no header tells its type, and the subscription binds several types to its topic");
    }
    return EventTypeName.of(eventClass);
  }

  @Override
  public EventMetadata attributes(EncodedEvent encoded, EventTypeName type, RecordOrigin origin) {
    var id = encoded.topic() + "-" + origin.partition() + "-" + origin.offset();
    return new EventMetadata(
        id, encoded.topic(), type.name(), type.version(), origin.time(), null, null, null, null);
  }
}
