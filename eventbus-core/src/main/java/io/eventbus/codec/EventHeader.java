package io.eventbus.codec;

import io.eventbus.event.Arguments;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One header of a record: a name, which may repeat, and bytes. Immutable as long as nobody writes
 * to the array, which is not copied.
 */
public final class EventHeader {

  private final String name;
  private final byte @Nullable [] value;

  /**
   * A header as it stands on the wire.
   *
   * @param value its bytes, {@code null} where the record has none
   */
  public EventHeader(String name, byte @Nullable [] value) {
    this.name = Arguments.requirePresent(name, "name");
    this.value = value;
  }

  /** A header with text in UTF-8. */
  public static EventHeader of(String name, String value) {
    Arguments.requirePresent(value, "value");
    return new EventHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The name, compared with regard to case. */
  public String name() {
    return name;
  }

  /** The bytes, not a copy; {@code null} where the record has none. */
  public byte @Nullable [] value() {
    return value;
  }

  /** The bytes read as UTF-8; empty where there are none. Malformed input becomes U+FFFD. */
  public String text() {
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  int size() {
    return name.length() + (value == null ? 0 : value.length);
  }

  @Override
  public String toString() {
    return name;
  }
}
