package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into records and back. Writes CloudEvents 1.0 in binary mode; reads that and bare
 * JSON, and finds out by itself which of them a record is. Safe to share between threads.
 */
public final class EventCodec {

  private static final CloudEventsBinary CLOUD_EVENTS = new CloudEventsBinary();
  private static final List<WireFormat> READ = List.of(CLOUD_EVENTS, new BareJson());

  private final CodecLimits limits;
  private final EventJson json;

  /** A codec that refuses what is beyond these limits. */
  public EventCodec(CodecLimits limits) {
    this.limits = Arguments.requirePresent(limits, "limits");
    this.json = new EventJson(limits.maxNestingDepth());
  }

  /**
   * Writes an event.
   *
   * @param key the record's key, {@code null} for none
   * @param headers added before the attributes
   * @throws UnencodableEventException if the event cannot be written as JSON
   * @throws IllegalArgumentException if a header's name is one of the format's own
   */
  public EncodedEvent encode(
      IntegrationEvent event,
      EventMetadata metadata,
      String topic,
      @Nullable String key,
      Map<String, String> headers) {
    Arguments.requirePresent(event, "event");
    Arguments.requirePresent(metadata, "metadata");
    Arguments.requirePresent(headers, "headers");
    var all = new ArrayList<EventHeader>(16);
    headers.forEach((name, value) -> all.add(EventHeader.of(requireFree(name), value)));
    CLOUD_EVENTS.write(metadata, all);
    var keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new EncodedEvent(topic, keyBytes, all, json.write(event));
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
   * The headers that tell of what type a record is. They are written last: who reads a record's
   * headers from their end has to read no others to find its handler.
   */
  public static List<String> typeHeaders() {
    return CloudEventsBinary.TYPE_HEADERS;
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
    var body = encoded.body();
    if (body == null || body.length == 0) {
      throw new UndecodableEventException(Reason.EMPTY, "it has no body");
    }
    var format = formatOf(encoded);
    var type = format.type(encoded, types);
    var eventClass = types.classOf(type.name(), type.version());
    return eventClass == null
        ? new DecodedEvent.Unknown(type.name(), type.version())
        : new DecodedEvent.Known(
            json.read(body, eventClass),
            type,
            () -> {
              limits.checkHeaders(encoded);
              return format.attributes(encoded, type, origin);
            });
  }

  private static WireFormat formatOf(EncodedEvent encoded) {
    for (var format : READ) {
      if (format.recognises(encoded)) {
        return format;
      }
    }
    throw new UndecodableEventException(
        Reason.MALFORMED, "its content-type names no format that is read here");
  }
}
