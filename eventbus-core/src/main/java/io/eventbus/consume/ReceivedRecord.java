package io.eventbus.consume;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.deadletter.DeadLetterReason;
import io.eventbus.deadletter.FailedRecord;
import io.eventbus.deadletter.RedrivenEvent;
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
  private final @Nullable RedrivenEvent redriven;

  ReceivedRecord(ConsumerRecord<byte[], byte[]> record, ReceivedHeaders.Reader headers) {
    this.encoded =
        new EncodedEvent(
            record.topic(), record.key(), headers.read(record.headers().toArray()), record.value());
    this.partition = record.partition();
    this.offset = record.offset();
    // A topic may be set to carry no timestamps, then the client reports -1.
    this.timestamp = Math.max(0, record.timestamp());
    this.redriven = null;
  }

  /** A record of a retry topic, as what it was where it was read first. */
  private ReceivedRecord(ReceivedRecord read, RedrivenEvent redriven) {
    this.encoded = redriven.encoded();
    this.partition = read.partition;
    this.offset = read.offset;
    this.timestamp = read.timestamp;
    this.redriven = redriven;
  }

  /**
   * The record taken for what it was where it was read first, if it tells.
   *
   * @param original the topic that the retry topic stands beside
   */
  ReceivedRecord redriven(String original) {
    return RedrivenEvent.read(encoded, original)
        .map(event -> new ReceivedRecord(this, event))
        .orElse(this);
  }

  /** Whether it was sent back to this group: the retry topic of another may have the same name. */
  boolean isFor(String group) {
    return redriven == null || redriven.group().equals(group);
  }

  /** Whether it comes from a retry topic. */
  boolean isRedriven() {
    return redriven != null;
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

  /** Where its event was read first. */
  RecordOrigin origin() {
    return redriven == null
        ? new RecordOrigin(partition, offset, Instant.ofEpochMilli(timestamp))
        : redriven.origin();
  }

  /** The partition that its event was read from first. */
  int eventPartition() {
    return redriven == null ? partition : redriven.origin().partition();
  }

  /** The place of its event in that partition. */
  long eventOffset() {
    return redriven == null ? offset : redriven.origin().offset();
  }

  /** What becomes a dead letter of it. */
  FailedRecord failed(DeadLetterReason reason, int attempts, @Nullable Throwable failure) {
    int round = redriven == null ? 1 : redriven.round() + 1;
    return new FailedRecord(encoded, origin(), reason, attempts, failure, round);
  }

  /** When its event happened, or else the record was made. */
  Instant time() {
    var happened = EventCodec.timeOf(encoded);
    return happened == null ? Instant.ofEpochMilli(timestamp) : happened;
  }

  @Override
  public String toString() {
    var place =
        " at topic "
            + encoded.topic()
            + ", partition "
            + eventPartition()
            + ", offset "
            + eventOffset();
    return redriven == null
        ? place
        : place + ", sent back at partition " + partition + ", offset " + offset;
  }
}
