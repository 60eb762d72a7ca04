package io.eventbus.codec;

import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents in binary mode: the attributes are headers, the body is the data alone.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     Protocol Binding for CloudEvents 1.0.2</a>
 */
final class CloudEventsBinary implements WireFormat {

  static final String PREFIX = "ce_";
  static final String CONTENT_TYPE = "content-type";
  static final String JSON = "application/json";

  private static final String SPEC_VERSION = PREFIX + Attributes.SPEC_VERSION;
  private static final String TYPE = PREFIX + Attributes.TYPE;
  private static final String EVENT_VERSION = PREFIX + Attributes.EVENT_VERSION;

  static final List<String> TYPE_HEADERS = List.of(SPEC_VERSION, TYPE, EVENT_VERSION);

  private static final EventHeader JSON_CONTENT = EventHeader.of(CONTENT_TYPE, JSON);
  private static final EventHeader VERSION_OF_SPEC = EventHeader.of(SPEC_VERSION, "1.0");

  private final EventJson json;

  CloudEventsBinary(EventJson json) {
    this.json = json;
  }

  /** Writes the attributes as headers, those of {@link #TYPE_HEADERS} last. */
  @Override
  public byte[] write(IntegrationEvent event, EventMetadata metadata, List<EventHeader> headers) {
    headers.add(JSON_CONTENT);
    add(headers, PREFIX + Attributes.ID, metadata.id());
    add(headers, PREFIX + Attributes.SOURCE, metadata.source());
    add(headers, PREFIX + Attributes.TIME, Rfc3339.format(metadata.time()));
    add(headers, PREFIX + Attributes.SUBJECT, metadata.subject());
    add(headers, PREFIX + Attributes.CORRELATION_ID, metadata.correlationId());
    add(headers, PREFIX + Attributes.CAUSATION_ID, metadata.causationId());
    add(headers, PREFIX + Attributes.TENANT_ID, metadata.tenantId());
    headers.add(EventHeader.of(EVENT_VERSION, Integer.toString(metadata.version())));
    headers.add(EventHeader.of(TYPE, metadata.type()));
    headers.add(VERSION_OF_SPEC);
    return json.write(event);
  }

  private static void add(List<EventHeader> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(EventHeader.of(name, value));
    }
  }

  /**
   * The version of the event is a header of this library alone, and only in this mode: where it is,
   * nobody has to look at the content type, which in structured mode counts more than headers.
   */
  @Override
  public boolean recognises(EncodedEvent encoded) {
    return encoded.header(SPEC_VERSION) != null
        && (encoded.header(EVENT_VERSION) != null || !CloudEventsStructured.isContentOf(encoded));
  }

  @Override
  public Parts read(EncodedEvent encoded, EventTypes types, RecordOrigin origin) {
    var type =
        Attributes.type(
            encoded.header(SPEC_VERSION), encoded.header(TYPE), encoded.header(EVENT_VERSION));
    return new Parts(
        type,
        new JsonBytes(encoded.requireBody()),
        () -> attributes(encoded).metadata(type, origin));
  }

  private static Attributes attributes(EncodedEvent encoded) {
    var read = new Attributes();
    for (var header : encoded.headers()) {
      if (header.name().startsWith(PREFIX)) {
        read.take(header.name().substring(PREFIX.length()), header.text());
      }
    }
    return read;
  }
}
