package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be: an event of a known type, or a type nobody here knows. */
public sealed interface DecodedEvent {

  /** An event of a registered type. Safe for all threads, as far as the event is. */
  final class Known implements DecodedEvent {

    private final IntegrationEvent event;
    private final EventTypeName type;
    private final Supplier<EventMetadata> unread;
    private @Nullable EventMetadata metadata; // two threads may read it at once, to equal values

    Known(IntegrationEvent event, EventTypeName type, Supplier<EventMetadata> metadata) {
      this.event = event;
      this.type = type;
      this.unread = metadata;
    }

    /** What it tells. */
    public IntegrationEvent event() {
      return event;
    }

    /** Its type as it stands on the wire. */
    public EventTypeName type() {
      return type;
    }

    /**
     * Its attributes; read when they are first asked for, since most handlers never do.
     *
     * @throws UndecodableEventException if one that is required is missing or cannot be read
     */
    public EventMetadata metadata() {
      var known = metadata;
      if (known == null) {
        known = unread.get();
        metadata = known;
      }
      return known;
    }

    /** Which type of event it is, without what it holds. */
    @Override
    public String toString() {
      return "Known[type=" + type + "]";
    }
  }

  /** A well-formed record whose type, or version of it, is not registered. */
  record Unknown(String type, int version) implements DecodedEvent {

    /** Checks the arguments. */
    public Unknown {
      Arguments.requireText(type, "type");
      Arguments.requireAtLeast(version, 1, "version");
    }
  }
}
