package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;

/** What a record turned out to be: an event of a known type, or a type nobody here knows. */
public sealed interface DecodedEvent {

  /** An event of a registered type. */
  record Known(IntegrationEvent event, EventMetadata metadata) implements DecodedEvent {

    /** Checks the arguments. */
    public Known {
      Arguments.requirePresent(event, "event");
      Arguments.requirePresent(metadata, "metadata");
    }

    /** Which event it is, without what it holds. */
    @Override
    public String toString() {
      return "Known[type=" + metadata.type() + ", id=" + metadata.id() + "]";
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
