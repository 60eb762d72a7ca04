package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object with exactly these members: the type, the time and the data. Identity is the
 * record's place in the log, as for bare JSON.
 */
final class Envelope implements WireFormat {

  private static final String TYPE = "eventType";
  private static final String TIME = "timestamp";
  private static final String DATA = "data";
  private static final Set<String> MEMBERS = Set.of(TYPE, TIME, DATA);

  /** As JavaScript's {@code toISOString} writes it: always three digits of a second. */
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final EventJson json;

  Envelope(EventJson json) {
    this.json = json;
  }

  @Override
  public boolean recognises(EncodedEvent encoded) {
    return BareJson.isContentOf(encoded) && json.members(encoded.requireBody()).areExactly(MEMBERS);
  }

  @Override
  public byte[] write(IntegrationEvent event, EventMetadata metadata, List<EventHeader> headers) {
    return json.write(
        event,
        object -> {
          object.text(TYPE, metadata.type());
          object.text(TIME, MILLISECONDS.format(metadata.time()));
          object.event(DATA);
        });
  }

  @Override
  public Parts read(EncodedEvent encoded, EventTypes types, RecordOrigin origin) {
    var read = new Members();
    json.members(encoded.requireBody()).forEach(read::take);
    var type = read.type(types);
    return new Parts(
        type,
        read.data(),
        () -> BareJson.metadata(encoded.topic(), type, origin, read.time(origin)));
  }

  private static final class Members {

    private @Nullable String type;
    private @Nullable String time;
    private @Nullable JsonBytes data;

    void take(String name, JsonMembers.Value value) {
      switch (name) {
        case TYPE -> type = value.text();
        case TIME -> time = value.text();
        default -> data = value.json();
      }
    }

    /** It carries no version, so it is taken for the newest, as bare JSON is. */
    EventTypeName type(EventTypes types) {
      if (type == null || type.isBlank()) {
        throw new UndecodableEventException(Reason.MALFORMED, "member " + TYPE + " is missing");
      }
      return new EventTypeName(type, types.newest(type));
    }

    Instant time(RecordOrigin origin) {
      return time == null ? origin.time() : Attributes.time(time, TIME);
    }

    JsonBytes data() {
      if (data == null) {
        throw new UndecodableEventException(Reason.EMPTY, "member " + DATA + " is missing");
      }
      return data;
    }
  }
}
