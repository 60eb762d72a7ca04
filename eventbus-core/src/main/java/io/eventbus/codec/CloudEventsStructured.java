package io.eventbus.codec;

import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents in structured mode with the JSON format: attributes and data in one object. Headers
 * of the same names, which a sender may add, do not count.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">
 *     JSON Event Format for CloudEvents 1.0.2</a>
 */
final class CloudEventsStructured implements WireFormat {

  private static final String CONTENT = "application/cloudevents+json";
  private static final String DATA = "data";
  private static final String DATA_BASE64 = "data_base64";
  private static final EventHeader CONTENT_TYPE =
      EventHeader.of(CloudEventsBinary.CONTENT_TYPE, CONTENT + "; charset=UTF-8");

  private final EventJson json;

  CloudEventsStructured(EventJson json) {
    this.json = json;
  }

  static boolean isContentOf(EncodedEvent encoded) {
    var type = encoded.header(CloudEventsBinary.CONTENT_TYPE);
    return type != null && WireFormat.isMediaType(type, CONTENT);
  }

  @Override
  public boolean recognises(EncodedEvent encoded) {
    return isContentOf(encoded);
  }

  @Override
  public byte[] write(IntegrationEvent event, EventMetadata metadata, List<EventHeader> headers) {
    headers.add(CONTENT_TYPE);
    return json.write(
        event,
        object -> {
          object.text(Attributes.SPEC_VERSION, "1.0");
          object.text(Attributes.ID, metadata.id());
          object.text(Attributes.SOURCE, metadata.source());
          object.text(Attributes.TYPE, metadata.type());
          object.text("datacontenttype", CloudEventsBinary.JSON);
          object.text(Attributes.TIME, Rfc3339.format(metadata.time()));
          object.text(Attributes.SUBJECT, metadata.subject());
          object.text(Attributes.CORRELATION_ID, metadata.correlationId());
          object.text(Attributes.CAUSATION_ID, metadata.causationId());
          object.text(Attributes.TENANT_ID, metadata.tenantId());
          object.number(Attributes.EVENT_VERSION, metadata.version());
          object.event(DATA);
        });
  }

  @Override
  public Parts read(EncodedEvent encoded, EventTypes types, RecordOrigin origin) {
    var attributes = new Attributes();
    var data = new Data();
    json.members(encoded.requireBody())
        .forEach(
            (name, value) -> {
              if (name.equals(DATA)) {
                data.json = value.json();
              } else if (name.equals(DATA_BASE64)) {
                data.json = new JsonBytes(value.base64());
              } else if (Attributes.knows(name)) {
                attributes.take(name, value.text());
              }
            });
    var type = attributes.type();
    return new Parts(type, data.required(), () -> attributes.metadata(type, origin));
  }

  private static final class Data {

    private @Nullable JsonBytes json;

    JsonBytes required() {
      if (json == null) {
        throw new UndecodableEventException(
            UndecodableEventException.Reason.EMPTY, "it has no member data");
      }
      return json;
    }
  }
}
