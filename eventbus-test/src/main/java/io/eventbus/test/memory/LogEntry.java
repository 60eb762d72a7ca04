package io.eventbus.test.memory;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * What stands at one offset.
 *
 * @param arrival counted over all partitions of a topic
 * @param record {@code null} for the mark at the end of a transaction
 * @param transaction the one that it is part of, if any
 */
record LogEntry(
    long arrival,
    @Nullable ConsumerRecord<byte[], byte[]> record,
    @Nullable Transaction transaction) {

  /** Whether a reader of what is committed gets it, once it may be read at all. */
  boolean committed() {
    return record != null && (transaction == null || transaction.committed());
  }

  long timestamp() {
    return record == null ? -1 : record.timestamp();
  }

  /** A record of its own for each reader, as from the network: it may change what it holds. */
  static ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        record.serializedKeySize(),
        record.serializedValueSize(),
        copy(record.key()),
        copy(record.value()),
        copy(record.headers().toArray()),
        Optional.empty());
  }

  static RecordHeaders copy(Header[] headers) {
    var copies = new Header[headers.length];
    for (int i = 0; i < headers.length; i++) {
      copies[i] = new RecordHeader(headers[i].key(), copy(headers[i].value()));
    }
    return new RecordHeaders(copies);
  }

  @SuppressWarnings("NullAway") // Kafka's records are not annotated: what is there may be null
  static byte[] copy(byte @Nullable [] bytes) {
    return bytes == null ? null : bytes.clone();
  }
}
