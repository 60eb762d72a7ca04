package io.eventbus.consume;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.event.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of Kafka's client in the terms of this library. Made on the polling thread, which has
 * just read the record: the client keeps headers as slices of buffers, and to take them apart on
 * another core, long after, costs several times as much.
 */
final class ReceivedRecord {

  private final EncodedEvent encoded;
  private final int partition;
  private final long offset;
  private final long timestamp;

  ReceivedRecord(ConsumerRecord<byte[], byte[]> record, HeaderNames names) {
    var headers = record.headers().toArray();
    var copies = new EventHeader[headers.length];
    for (int i = 0; i < headers.length; i++) {
      copies[i] = new EventHeader(names.same(i, headers[i].key()), headers[i].value());
    }
    this.encoded = EncodedEvent.received(record.topic(), record.key(), copies, record.value());
    this.partition = record.partition();
    this.offset = record.offset();
    // A topic may be set to carry no timestamps, then the client reports -1.
    this.timestamp = Math.max(0, record.timestamp());
  }

  byte @Nullable [] key() {
    return encoded.key();
  }

  long offset() {
    return offset;
  }

  EncodedEvent encoded() {
    return encoded;
  }

  RecordOrigin origin() {
    return new RecordOrigin(partition, offset, Instant.ofEpochMilli(timestamp));
  }

  EventContext context(EventMetadata metadata, int attempt) {
    var key = encoded.key();
    return new EventContext(
        metadata,
        encoded.topic(),
        partition,
        offset,
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        attempt,
        new HeaderTexts(encoded.headers()));
  }

  @Override
  public String toString() {
    return " at topic " + encoded.topic() + ", partition " + partition + ", offset " + offset;
  }
}
