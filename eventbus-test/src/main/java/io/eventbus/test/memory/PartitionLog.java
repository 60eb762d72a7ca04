package io.eventbus.test.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.jspecify.annotations.Nullable;

/** The records of one partition, none of which ever goes. Guarded by the lock of the broker. */
final class PartitionLog {

  private final LongSupplier arrivals;
  private final List<LogEntry> entries = new ArrayList<>();

  /** Where transactions that are open begin, the oldest first. */
  private final Map<Transaction, Long> open = new LinkedHashMap<>();

  PartitionLog(LongSupplier arrivals) {
    this.arrivals = arrivals;
  }

  /** The offset of the next record. */
  long end() {
    return entries.size();
  }

  /** Up to where is known what was committed. */
  long stableEnd() {
    return open.isEmpty() ? end() : open.values().iterator().next();
  }

  long endFor(boolean readCommitted) {
    return readCommitted ? stableEnd() : end();
  }

  void append(ConsumerRecord<byte[], byte[]> record, @Nullable Transaction transaction) {
    if (transaction != null) {
      transaction.touches(this);
      open.putIfAbsent(transaction, end());
    }
    entries.add(new LogEntry(arrivals.getAsLong(), record, transaction));
  }

  void ended(Transaction transaction) {
    open.remove(transaction);
    entries.add(new LogEntry(arrivals.getAsLong(), null, transaction));
  }

  /**
   * Reads records.
   *
   * @param from the first offset
   * @param most how many at most
   * @param into where they go
   * @return the offset to go on with
   */
  long read(long from, int most, boolean readCommitted, List<ConsumerRecord<byte[], byte[]>> into) {
    long end = endFor(readCommitted);
    long next = from;
    for (int found = 0; next < end && found < most; next++) {
      var entry = entries.get((int) next);
      var record = entry.record();
      if (record != null && (!readCommitted || entry.committed())) {
        into.add(LogEntry.copy(record));
        found++;
      }
    }
    return next;
  }

  /** What is committed. */
  List<LogEntry> committed() {
    return entries.subList(0, (int) stableEnd()).stream().filter(LogEntry::committed).toList();
  }

  /** The first record of this time or later. */
  @Nullable OffsetAndTimestamp at(long time) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).timestamp() >= time) {
        return new OffsetAndTimestamp(i, entries.get(i).timestamp());
      }
    }
    return null;
  }
}
