package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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

  private static final String SPEC_VERSION = PREFIX + "specversion";
  private static final String ID = PREFIX + "id";
  private static final String SOURCE = PREFIX + "source";
  private static final String TYPE = PREFIX + "type";
  private static final String TIME = PREFIX + "time";
  private static final String SUBJECT = PREFIX + "subject";
  private static final String CORRELATION_ID = PREFIX + "correlationid";
  private static final String CAUSATION_ID = PREFIX + "causationid";
  private static final String TENANT_ID = PREFIX + "tenantid";
  private static final String EVENT_VERSION = PREFIX + "eventversion";

  List<EventHeader> write(EventMetadata metadata) {
    var headers = new ArrayList<EventHeader>(16);
    headers.add(EventHeader.of(CONTENT_TYPE, JSON));
    headers.add(EventHeader.of(SPEC_VERSION, "1.0"));
    headers.add(EventHeader.of(ID, metadata.id()));
    headers.add(EventHeader.of(SOURCE, metadata.source()));
    headers.add(EventHeader.of(TYPE, metadata.type()));
    headers.add(EventHeader.of(TIME, metadata.time().toString()));
    addIfPresent(headers, SUBJECT, metadata.subject());
    addIfPresent(headers, CORRELATION_ID, metadata.correlationId());
    addIfPresent(headers, CAUSATION_ID, metadata.causationId());
    addIfPresent(headers, TENANT_ID, metadata.tenantId());
    headers.add(EventHeader.of(EVENT_VERSION, Integer.toString(metadata.version())));
    return headers;
  }

  private static void addIfPresent(List<EventHeader> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(EventHeader.of(name, value));
    }
  }

  @Override
  public boolean recognises(EncodedEvent encoded) {
    return encoded.header(SPEC_VERSION) != null;
  }

  @Override
  public EventMetadata attributes(EncodedEvent encoded, EventTypes types, RecordOrigin origin) {
    var specVersion = required(encoded, SPEC_VERSION);
    if (!specVersion.startsWith("1.")) {
      throw malformed("header " + SPEC_VERSION + " names no version 1 of CloudEvents");
    }
    return new EventMetadata(
        required(encoded, ID),
        required(encoded, SOURCE),
        required(encoded, TYPE),
        version(encoded),
        time(encoded, origin),
        encoded.header(SUBJECT),
        encoded.header(CORRELATION_ID),
        encoded.header(CAUSATION_ID),
        encoded.header(TENANT_ID));
  }

  private static String required(EncodedEvent encoded, String name) {
    var value = encoded.header(name);
    if (value == null || value.isBlank()) {
      throw malformed("header " + name + " is missing");
    }
    return value;
  }

  private static int version(EncodedEvent encoded) {
    var value = encoded.header(EVENT_VERSION);
    if (value == null) {
      return 1;
    }
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw malformed("header " + EVENT_VERSION + " is no number from 1");
    }
    return Integer.parseInt(value);
  }

  private static Instant time(EncodedEvent encoded, RecordOrigin origin) {
    var value = encoded.header(TIME);
    try {
      return value == null ? origin.time() : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw malformed("header " + TIME + " is no RFC 3339 time");
    }
  }

  private static UndecodableEventException malformed(String message) {
    return new UndecodableEventException(Reason.MALFORMED, message);
  }
}
