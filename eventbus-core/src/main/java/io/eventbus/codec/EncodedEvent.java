package io.eventbus.codec;

import io.eventbus.event.Arguments;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands on the wire, with nothing of Kafka's classes: topic, key, headers and body.
 * Immutable as long as nobody writes to its arrays, which are not copied.
 */
public final class EncodedEvent {

  private final String topic;
  private final byte @Nullable [] key;
  private final List<EventHeader> headers;
  private final byte @Nullable [] body;
  private final long headerBytes;

  /**
   * A record.
   *
   * @param key its key, {@code null} where order does not matter
   * @param headers in the order of the wire; names may repeat
   * @param body its value, {@code null} for a record without one
   */
  public EncodedEvent(
      String topic, byte @Nullable [] key, List<EventHeader> headers, byte @Nullable [] body) {
    this(
        Arguments.requireText(topic, "topic"),
        key,
        Arguments.requirePresent(headers, "headers").toArray(EventHeader[]::new),
        body);
  }

  private EncodedEvent(
      String topic, byte @Nullable [] key, EventHeader[] headers, byte @Nullable [] body) {
    long size = 0;
    for (var header : headers) {
      size += header.size();
    }
    this.topic = topic;
    this.key = key;
    this.headers = Collections.unmodifiableList(Arrays.asList(headers));
    this.body = body;
    this.headerBytes = size;
  }

  /**
   * A record as it was read; the array of its headers is not copied either.
   *
   * @param key its key, {@code null} where order does not matter
   * @param headers in the order of the wire; names may repeat
   * @param body its value, {@code null} for a record without one
   */
  public static EncodedEvent received(
      String topic, byte @Nullable [] key, EventHeader[] headers, byte @Nullable [] body) {
    Arguments.requireText(topic, "topic");
    Arguments.requirePresent(headers, "headers");
    return new EncodedEvent(topic, key, headers, body);
  }

  /** Where it goes to or came from. */
  public String topic() {
    return topic;
  }

  /** The key, not a copy; {@code null} where it has none. */
  public byte @Nullable [] key() {
    return key;
  }

  /** All headers in the order of the wire. */
  public List<EventHeader> headers() {
    return headers;
  }

  /** The body, not a copy; {@code null} where it has none. */
  public byte @Nullable [] body() {
    return body;
  }

  /** The text of the last header of this name, {@code null} if there is none. */
  public @Nullable String header(String name) {
    Arguments.requirePresent(name, "name");
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).name().equals(name)) {
        return headers.get(i).text();
      }
    }
    return null;
  }

  /** What it takes on the wire, in bytes: key, headers and body without framing. */
  public int size() {
    return (int) Math.min(lengthOf(key) + lengthOf(body) + headerBytes, Integer.MAX_VALUE);
  }

  long headerBytes() {
    return headerBytes;
  }

  private static long lengthOf(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  @Override
  public String toString() {
    return "EncodedEvent[topic=" + topic + ", bytes=" + size() + "]";
  }
}
