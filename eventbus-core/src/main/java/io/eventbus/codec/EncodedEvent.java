package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventMetadata;
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
  private final EventHeaders headers;
  private final byte @Nullable [] body;
  private final @Nullable EventMetadata metadata;

  /**
   * A record.
   *
   * @param key its key, {@code null} where order does not matter
   * @param headers in the order of the wire; names may repeat
   * @param body its value, {@code null} for a record without one
   */
  public EncodedEvent(
      String topic, byte @Nullable [] key, List<EventHeader> headers, byte @Nullable [] body) {
    this(topic, key, HeaderList.copyOf(headers), body, null);
  }

  /**
   * A record that was written for this event, whatever its format carries of it. The headers are
   * its own from now on.
   */
  EncodedEvent(
      String topic,
      byte @Nullable [] key,
      List<EventHeader> headers,
      byte @Nullable [] body,
      @Nullable EventMetadata metadata) {
    this(topic, key, new HeaderList(Collections.unmodifiableList(headers)), body, metadata);
  }

  private EncodedEvent(
      String topic,
      byte @Nullable [] key,
      EventHeaders headers,
      byte @Nullable [] body,
      @Nullable EventMetadata metadata) {
    this.topic = Arguments.requireText(topic, "topic");
    this.key = key;
    this.headers = Arguments.requirePresent(headers, "headers");
    this.body = body;
    this.metadata = metadata;
  }

  /**
   * A record whose headers may not have been read yet.
   *
   * @param key its key, {@code null} where order does not matter
   * @param body its value, {@code null} for a record without one
   */
  public EncodedEvent(
      String topic, byte @Nullable [] key, EventHeaders headers, byte @Nullable [] body) {
    this(topic, key, headers, body, null);
  }

  /**
   * The same record with other headers.
   *
   * @param headers in the order of the wire; names may repeat
   */
  public EncodedEvent withHeaders(List<EventHeader> headers) {
    return new EncodedEvent(topic, key, HeaderList.copyOf(headers), body, metadata);
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
    return headers.all();
  }

  /** How many headers it has. */
  public int headerCount() {
    return headers.count();
  }

  /** The body, not a copy; {@code null} where it has none. */
  public byte @Nullable [] body() {
    return body;
  }

  byte[] requireBody() {
    if (body == null || body.length == 0) {
      throw new UndecodableEventException(UndecodableEventException.Reason.EMPTY, "it has no body");
    }
    return body;
  }

  /** The text of the last header of this name, {@code null} if there is none. */
  public @Nullable String header(String name) {
    return headers.text(Arguments.requirePresent(name, "name"));
  }

  /** The identity of its event, as far as it is known without its body. */
  public @Nullable String eventId() {
    return metadata == null ? header(CloudEventsBinary.PREFIX + Attributes.ID) : metadata.id();
  }

  /** The logical type of its event, as far as it is known without its body. */
  public @Nullable String eventType() {
    return metadata == null ? header(CloudEventsBinary.PREFIX + Attributes.TYPE) : metadata.type();
  }

  /** The business operation that its event is part of, as far as that is known without its body. */
  public @Nullable String correlationId() {
    return metadata == null
        ? header(CloudEventsBinary.PREFIX + Attributes.CORRELATION_ID)
        : metadata.correlationId();
  }

  /** What it takes on the wire, in bytes: key, headers and body without framing. */
  public int size() {
    return (int) Math.min(lengthOf(key) + lengthOf(body) + headerBytes(), Integer.MAX_VALUE);
  }

  long headerBytes() {
    long bytes = 0;
    var all = headers();
    for (int i = 0; i < all.size(); i++) {
      bytes += all.get(i).size();
    }
    return bytes;
  }

  private static long lengthOf(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  @Override
  public String toString() {
    return "EncodedEvent[topic=" + topic + ", bytes=" + size() + "]";
  }

  private record HeaderList(List<EventHeader> all) implements EventHeaders {

    static HeaderList copyOf(List<EventHeader> headers) {
      return new HeaderList(List.copyOf(Arguments.requirePresent(headers, "headers")));
    }

    @Override
    public int count() {
      return all.size();
    }
  }
}
