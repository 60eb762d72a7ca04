package io.eventbus.codec;

import io.eventbus.event.EventMetadata;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells of its event to somebody who has no class for it. Immutable; its text shows
 * none of the data.
 */
public final class InspectedEvent {

  private final EventFormat format;
  private final @Nullable EventMetadata metadata;
  private final JsonBytes data;

  InspectedEvent(EventFormat format, @Nullable EventMetadata metadata, JsonBytes data) {
    this.format = format;
    this.metadata = metadata;
    this.data = data;
  }

  /** How it is written. */
  public EventFormat format() {
    return format;
  }

  /** Who it is; {@code null} for bare JSON, which does not tell. */
  public @Nullable EventMetadata metadata() {
    return metadata;
  }

  /** The event itself, without what the format puts around it: JSON, unless somebody sent none. */
  public String data() {
    return new String(data.bytes(), data.offset(), data.length(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "InspectedEvent[format=" + format + ", bytes=" + data.length() + "]";
  }
}
