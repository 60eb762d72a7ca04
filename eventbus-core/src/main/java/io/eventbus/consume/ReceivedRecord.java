package io.eventbus.consume;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.RecordOrigin;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of Kafka's client in the terms of this library. */
final class ReceivedRecord {

  /** What a header takes in memory, about: they are not read only to be measured. */
  private static final int HEADER_BYTES = 64;

  private final EncodedEvent encoded;
  private final int partition;
  private final long offset;
  private final long timestamp;

  ReceivedRecord(ConsumerRecord<byte[], byte[]> record, ReceivedHeaders.Reader headers) {
    this.encoded =
        new EncodedEvent(
            record.topic(), record.key(), headers.read(record.headers().toArray()), record.value());
    this.partition = record.partition();
    this.offset = record.offset();
    // A topic may be set to carry no timestamps, then the client reports -1.
    this.timestamp = Math.max(0, record.timestamp());
  }

  byte @Nullable [] key() {
    return encoded.key();
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  EncodedEvent encoded() {
    return encoded;
  }

  /** What it takes in memory, in bytes, about. */
  int weight() {
    var key = encoded.key();
    var body = encoded.body();
    return (key == null ? 0 : key.length)
        + (body == null ? 0 : body.length)
        + encoded.headerCount() * HEADER_BYTES;
  }

  /**
   * Lets go of the client's buffers, of which headers that nobody has read are slices: one small
   * record could hold on to all that came with it. For records that stay longer than a moment.
   */
  void detach() {
    encoded.headers();
  }

  RecordOrigin origin() {
    return new RecordOrigin(partition, offset, Instant.ofEpochMilli(timestamp));
  }

  /** When its event happened, or else the record was made. */
  Instant time() {
    var happened = EventCodec.timeOf(encoded);
    return happened == null ? Instant.ofEpochMilli(timestamp) : happened;
  }

  @Override
  public String toString() {
    return " at topic " + encoded.topic() + ", partition " + partition + ", offset " + offset;
  }
}
