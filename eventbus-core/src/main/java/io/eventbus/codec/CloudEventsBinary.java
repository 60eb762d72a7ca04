package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
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

  private static final EventHeader JSON_CONTENT = EventHeader.of(CONTENT_TYPE, JSON);
  private static final EventHeader VERSION_OF_SPEC = EventHeader.of(SPEC_VERSION, "1.0");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  List<EventHeader> write(EventMetadata metadata) {
    var headers = new ArrayList<EventHeader>(16);
    headers.add(JSON_CONTENT);
    headers.add(VERSION_OF_SPEC);
    headers.add(EventHeader.of(ID, metadata.id()));
    headers.add(EventHeader.of(SOURCE, metadata.source()));
    headers.add(EventHeader.of(TYPE, metadata.type()));
    headers.add(EventHeader.of(TIME, Rfc3339.format(metadata.time())));
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
    var read = new Attributes();
    var headers = encoded.headers();
    for (int i = 0; i < headers.size(); i++) {
      read.take(headers.get(i));
    }
    if (!required(read.specVersion, SPEC_VERSION).startsWith("1.")) {
      throw malformed("header " + SPEC_VERSION + " names no version 1 of CloudEvents");
    }
    return new EventMetadata(
        required(read.id, ID),
        required(read.source, SOURCE),
        required(read.type, TYPE),
        version(read.eventVersion),
        time(read.time, origin),
        read.subject,
        read.correlationId,
        read.causationId,
        read.tenantId);
  }

  /** The last value of each attribute, found in one pass. */
  private static final class Attributes {

    private @Nullable String specVersion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String time;
    private @Nullable String subject;
    private @Nullable String correlationId;
    private @Nullable String causationId;
    private @Nullable String tenantId;
    private @Nullable String eventVersion;

    void take(EventHeader header) {
      switch (header.name()) {
        case SPEC_VERSION -> specVersion = header.text();
        case ID -> id = header.text();
        case SOURCE -> source = header.text();
        case TYPE -> type = header.text();
        case TIME -> time = header.text();
        case SUBJECT -> subject = header.text();
        case CORRELATION_ID -> correlationId = header.text();
        case CAUSATION_ID -> causationId = header.text();
        case TENANT_ID -> tenantId = header.text();
        case EVENT_VERSION -> eventVersion = header.text();
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
