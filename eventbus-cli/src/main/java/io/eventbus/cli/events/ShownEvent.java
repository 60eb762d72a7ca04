package io.eventbus.cli.events;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.InspectedEvent;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.codec.UndecodableEventException;
import io.eventbus.event.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on a topic and the event in it, as far as it can be read. Immutable.
 *
 * @param seen {@code null} if it is no event of a known format
 * @param problem why it is none, {@code null} if it is one
 */
record ShownEvent(
    EncodedEvent record,
    RecordOrigin origin,
    @Nullable InspectedEvent seen,
    @Nullable String problem) {

  static ShownEvent of(EventCodec codec, ConsumerRecord<byte[], byte[]> received) {
    var headers = new ArrayList<EventHeader>();
    received.headers().forEach(each -> headers.add(new EventHeader(each.key(), each.value())));
    var record = new EncodedEvent(received.topic(), received.key(), headers, received.value());
    var time = Instant.ofEpochMilli(Math.max(0, received.timestamp()));
    var origin = new RecordOrigin(received.partition(), received.offset(), time);
    try {
      return new ShownEvent(record, origin, codec.inspect(record, origin), null);
    } catch (UndecodableEventException e) {
      return new ShownEvent(record, origin, null, e.getMessage());
    }
  }

  private @Nullable EventMetadata metadata() {
    return seen == null ? null : seen.metadata();
  }

  Instant received() {
    return origin.time();
  }

  /** When it happened, or else when the broker got it. */
  Instant time() {
    var metadata = metadata();
    return metadata == null ? received() : metadata.time();
  }

  @Nullable String id() {
    var metadata = metadata();
    return metadata == null ? record.eventId() : metadata.id();
  }

  @Nullable String type() {
    var metadata = metadata();
    return metadata == null ? record.eventType() : metadata.type();
  }

  @Nullable Integer version() {
    var metadata = metadata();
    return metadata == null ? null : metadata.version();
  }

  @Nullable String correlationId() {
    var metadata = metadata();
    return metadata == null ? null : metadata.correlationId();
  }

  @Nullable String key() {
    var key = record.key();
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  /** Its place, {@code topic:partition:offset}. */
  String place() {
    return record.topic() + ":" + origin.partition() + ":" + origin.offset();
  }

  String body() {
    if (seen != null) {
      return seen.data();
    }
    var body = record.body();
    return body == null ? "" : new String(body, StandardCharsets.UTF_8);
  }
}
