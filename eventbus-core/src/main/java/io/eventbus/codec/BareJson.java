package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.List;

/**
 * A body of JSON and nothing that tells its type: the subscription does. Identity is the record's
 * place in the log, which is the same on every delivery.
 */
final class BareJson implements WireFormat {

  private final EventJson json;

  BareJson(EventJson json) {
    this.json = json;
  }

  static boolean isContentOf(EncodedEvent encoded) {
    var contentType = encoded.header(CloudEventsBinary.CONTENT_TYPE);
    return contentType == null || WireFormat.isMediaType(contentType, CloudEventsBinary.JSON);
  }

  @Override
  public boolean recognises(EncodedEvent encoded) {
    return isContentOf(encoded);
  }

  @Override
  public byte[] write(IntegrationEvent event, EventMetadata metadata, List<EventHeader> headers) {
    return json.write(event);
  }

  @Override
  public Parts read(EncodedEvent encoded, EventTypes types, RecordOrigin origin) {
    var eventClass = types.only();
    if (eventClass == null) {
      throw new UndecodableEventException(
          Reason.MALFORMED,
          "no header tells its type, and the subscription binds several types to its topic");
    }
    var type = EventTypeName.of(eventClass);
    return new Parts(
        type,
        new JsonBytes(encoded.requireBody()),
        () -> metadata(encoded.topic(), type, origin, origin.time()));
  }

  /** The metadata of an event that carries no identity. */
  static EventMetadata metadata(
      String topic, EventTypeName type, RecordOrigin origin, Instant time) {
    return new EventMetadata(
        id(topic, origin), topic, type.name(), type.version(), time, null, null, null, null);
  }

  static String id(String topic, RecordOrigin origin) {
    return topic + "-" + origin.partition() + "-" + origin.offset();
  }
}
