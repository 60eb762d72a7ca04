package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into records and back. Writes the {@link EventFormat} that it is told; reads all of
 * them, and finds out by itself which of them a record is. Safe to share between threads.
 */
public final class EventCodec {

  private static final EventTypes NO_TYPES = EventTypes.of(List.of());

  private final CodecLimits limits;
  private final EventFormat written;
  private final EventJson json;

  /** In the order in which they are looked for. */
  private final Map<EventFormat, WireFormat> formats = new EnumMap<>(EventFormat.class);

  /** A codec that refuses what is beyond these limits, and writes CloudEvents in binary mode. */
  public EventCodec(CodecLimits limits) {
    this(limits, EventFormat.CLOUD_EVENTS_BINARY);
  }

  /** A codec that refuses what is beyond these limits, and writes this format. */
  public EventCodec(CodecLimits limits, EventFormat written) {
    this.written = Arguments.requirePresent(written, "written");
    this.limits = Arguments.requirePresent(limits, "limits");
    this.json = new EventJson(limits.maxNestingDepth());
    formats.put(EventFormat.CLOUD_EVENTS_BINARY, new CloudEventsBinary(json));
    formats.put(EventFormat.CLOUD_EVENTS_STRUCTURED, new CloudEventsStructured(json));
    formats.put(EventFormat.ENVELOPE, new Envelope(json));
    formats.put(EventFormat.BARE_JSON, new BareJson(json));
  }

  /**
   * Writes an event in the format of this codec.
   *
   * @param key the record's key, {@code null} for none
   * @param headers added before those of the format
   * @throws UnencodableEventException if the event cannot be written as JSON
   * @throws IllegalArgumentException if a header's name is one of the format's own
   */
  public EncodedEvent encode(
      IntegrationEvent event,
      EventMetadata metadata,
      String topic,
      @Nullable String key,
      Map<String, String> headers) {
    return encode(event, metadata, topic, key, headers, null);
  }

  /**
   * Writes an event.
   *
   * @param key the record's key, {@code null} for none
   * @param headers added before those of the format
   * @param format {@code null} for that of this codec
   * @throws UnencodableEventException if the event cannot be written as JSON
   * @throws IllegalArgumentException if a header's name is one of the format's own
   */
  public EncodedEvent encode(
      IntegrationEvent event,
      EventMetadata metadata,
      String topic,
      @Nullable String key,
      Map<String, String> headers,
      @Nullable EventFormat format) {
    Arguments.requirePresent(event, "event");
    Arguments.requirePresent(metadata, "metadata");
    Arguments.requirePresent(headers, "headers");
    var all = new ArrayList<EventHeader>(16);
    headers.forEach((name, value) -> all.add(EventHeader.of(requireFree(name), value)));
    var body = formatOf(format == null ? written : format).write(event, metadata, all);
    var keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new EncodedEvent(topic, keyBytes, all, body, metadata);
  }

  /**
   * Checks that a user's header does not take the name of one of the format's own.
   *
   * @return the same name
   * @throws IllegalArgumentException if it does, or is blank
   */
  public static String requireFree(String headerName) {
    Arguments.requireText(headerName, "headerName");
    if (isFormatHeader(headerName)) {
      throw new IllegalArgumentException(
          "headerName '" + headerName + "' belongs to the wire format: choose another");
    }
    return headerName;
  }

  /** Whether a header of this name belongs to the wire format, and so to the event. */
  public static boolean isFormatHeader(String headerName) {
    Arguments.requirePresent(headerName, "headerName");
    return headerName.startsWith(CloudEventsBinary.PREFIX)
        || headerName.equals(CloudEventsBinary.CONTENT_TYPE);
  }

  /**
   * Checks that events of a class can be read at all, once instead of at each event.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public void requireReadable(Class<? extends IntegrationEvent> eventClass) {
    json.requireReadable(Arguments.requirePresent(eventClass, "eventClass"));
  }

  /**
   * The headers that tell of what type a record is. They are written last: who reads a record's
   * headers from their end has to read no others to find its handler.
   */
  public static List<String> typeHeaders() {
    return CloudEventsBinary.TYPE_HEADERS;
  }

  /**
   * When the event of a record happened, as far as its headers tell; {@code null} if they do not,
   * or not in a way that can be read.
   */
  public static @Nullable Instant timeOf(EncodedEvent encoded) {
    Arguments.requirePresent(encoded, "encoded");
    var text = encoded.header(CloudEventsBinary.PREFIX + Attributes.TIME);
    try {
      return text == null ? null : Rfc3339.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Reads a record; its attributes besides the type only when they are asked for.
   *
   * @param types what it may become
   * @throws UndecodableEventException if it is malformed, of another shape or beyond the limits
   */
  public DecodedEvent decode(EncodedEvent encoded, EventTypes types, RecordOrigin origin) {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(types, "types");
    Arguments.requirePresent(origin, "origin");
    limits.check(encoded);
    encoded.requireBody();
    var parts = formatOf(encoded).read(encoded, types, origin);
    var type = parts.type();
    var reading = types.readingOf(type);
    return reading == null
        ? new DecodedEvent.Unknown(type.name(), type.version())
        : new DecodedEvent.Known(
            json.read(parts.data(), reading.eventClass(), reading.upcasters()),
            type,
            () -> {
              limits.checkHeaders(encoded);
              return parts.attributes().get();
            });
  }

  /**
   * Tells whose a record is, whatever its type; as little as nothing where it cannot be read.
   *
   * @param origin its first place in the log, which is the identity of bare JSON
   */
  public EventLabel labelOf(EncodedEvent encoded, RecordOrigin origin) {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(origin, "origin");
    try {
      limits.check(encoded);
      var format = formatOf(encoded);
      if (format instanceof BareJson) {
        return new EventLabel(BareJson.id(encoded.topic(), origin), null);
      }
      var parts = format.read(encoded, NO_TYPES, origin);
      return new EventLabel(parts.attributes().get().id(), parts.type());
    } catch (UndecodableEventException e) {
      var type = encoded.eventType();
      return new EventLabel(
          encoded.eventId(), type == null || type.isBlank() ? null : new EventTypeName(type, 1));
    }
  }

  /**
   * Reads what a record of any type tells of its event, without making an event of it: for tools
   * that show events.
   *
   * @throws UndecodableEventException if it is malformed or beyond the limits
   */
  public InspectedEvent inspect(EncodedEvent encoded, RecordOrigin origin) {
    Arguments.requirePresent(encoded, "encoded");
    Arguments.requirePresent(origin, "origin");
    limits.check(encoded);
    limits.checkHeaders(encoded);
    var body = encoded.requireBody();
    var format = formatOf(encoded);
    if (format instanceof BareJson) {
      return new InspectedEvent(EventFormat.BARE_JSON, null, new JsonBytes(body));
    }
    var parts = format.read(encoded, NO_TYPES, origin);
    return new InspectedEvent(nameOf(format), parts.attributes().get(), parts.data());
  }

  private EventFormat nameOf(WireFormat format) {
    return formats.entrySet().stream()
        .filter(each -> each.getValue() == format)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private WireFormat formatOf(EventFormat format) {
    return Arguments.requirePresent(formats.get(format), "format");
  }

  private WireFormat formatOf(EncodedEvent encoded) {
    for (var format : formats.values()) {
      if (format.recognises(encoded)) {
        return format;
      }
    }
    throw new UndecodableEventException(
        Reason.MALFORMED, "its content-type names no format that is read here");
  }
}
