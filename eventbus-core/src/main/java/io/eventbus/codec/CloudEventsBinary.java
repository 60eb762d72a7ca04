package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
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

  static final List<String> TYPE_HEADERS = List.of(SPEC_VERSION, TYPE, EVENT_VERSION);

  private static final EventHeader JSON_CONTENT = EventHeader.of(CONTENT_TYPE, JSON);
  private static final EventHeader VERSION_OF_SPEC = EventHeader.of(SPEC_VERSION, "1.0");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /** Adds the attributes, those of {@link #TYPE_HEADERS} last. */
  void write(EventMetadata metadata, List<EventHeader> headers) {
    headers.add(JSON_CONTENT);
    headers.add(EventHeader.of(ID, metadata.id()));
    headers.add(EventHeader.of(SOURCE, metadata.source()));
    headers.add(EventHeader.of(TIME, Rfc3339.format(metadata.time())));
    addIfPresent(headers, SUBJECT, metadata.subject());
    addIfPresent(headers, CORRELATION_ID, metadata.correlationId());
    addIfPresent(headers, CAUSATION_ID, metadata.causationId());
    addIfPresent(headers, TENANT_ID, metadata.tenantId());
    headers.add(EventHeader.of(EVENT_VERSION, Integer.toString(metadata.version())));
    headers.add(EventHeader.of(TYPE, metadata.type()));
    headers.add(VERSION_OF_SPEC);
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
  public EventTypeName type(EncodedEvent encoded, EventTypes types) {
    if (!required(encoded.header(SPEC_VERSION), SPEC_VERSION).startsWith("1.")) {
      throw malformed("header " + SPEC_VERSION + " names no version 1 of CloudEvents");
    }
    return new EventTypeName(
        required(encoded.header(TYPE), TYPE), version(encoded.header(EVENT_VERSION)));
  }

  @Override
  public EventMetadata attributes(EncodedEvent encoded, EventTypeName type, RecordOrigin origin) {
    var read = new Attributes();
    var headers = encoded.headers();
    for (int i = 0; i < headers.size(); i++) {
      read.take(headers.get(i));
    }
    return new EventMetadata(
        required(read.id, ID),
        required(read.source, SOURCE),
        type.name(),
        type.version(),
        time(read.time, origin),
        read.subject,
        read.correlationId,
        read.causationId,
        read.tenantId);
  }

  /** The last value of each attribute besides the type, found in one pass. */
  private static final class Attributes {

    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String time;
    private @Nullable String subject;
    private @Nullable String correlationId;
    private @Nullable String causationId;
    private @Nullable String tenantId;

    void take(EventHeader header) {
      switch (header.name()) {
        case ID -> id = header.text();
        case SOURCE -> source = header.text();
        case TIME -> time = header.text();
        case SUBJECT -> subject = header.text();
        case CORRELATION_ID -> correlationId = header.text();
        case CAUSATION_ID -> causationId = header.text();
        case TENANT_ID -> tenantId = header.text();
        default -> {
          // not an attribute
        }
      }
    }
  }

  private static String required(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw malformed("header " + name + " is missing");
    }
    return value;
  }

  private static int version(@Nullable String value) {
    if (value == null) {
      return 1;
    }
    if (value.equals("1")) {
      return 1;
    }
    if (!VERSION.matcher(value).matches()) {
      throw malformed("header " + EVENT_VERSION + " is no number from 1");
    }
    return Integer.parseInt(value);
  }

  private static Instant time(@Nullable String value, RecordOrigin origin) {
    try {
      return value == null ? origin.time() : Rfc3339.parse(value);
    } catch (DateTimeException e) {
      throw malformed("header " + TIME + " is no RFC 3339 time");
    }
  }

  private static UndecodableEventException malformed(String message) {
    return new UndecodableEventException(Reason.MALFORMED, message);
  }
}
