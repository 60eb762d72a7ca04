package io.eventbus.consume;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Knows the offset below which all of a partition is done, while records finish in any order. The
 * polling thread enters records and asks for the position; workers only mark what they finished. No
 * locks; each operation takes constant time, the position amortised over the records it passes.
 *
 * <p>Records are numbered by tickets, not by their offsets, because a log has gaps. A slot of the
 * ring holds the last ticket done in it, so that it needs no clearing when it is used again.
 */
final class PartitionProgress {

  private final int mask;
  private final long[] offsets;
  private final int[] sizes;
  private final long[] enteredNanos;
  private final @Nullable ReceivedRecord[] attached;
  private final AtomicLongArray done;
  private long oldest;
  private long detached;
  private long next;
  private long bytes;
  private long position = -1;
  private long readTo = -1;

  /** Room for at least this many records between the oldest unfinished one and the newest. */
  PartitionProgress(int capacity) {
    int slots = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
    this.mask = slots - 1;
    this.offsets = new long[slots];
    this.sizes = new int[slots];
    this.enteredNanos = new long[slots];
    this.attached = new ReceivedRecord[slots];
    this.done = new AtomicLongArray(slots);
  }

  /** Says where reading begins, before the first record. */
  void startAt(long offset) {
    position = offset;
  }

  /** Enters a record; called by the polling thread, with rising offsets. Returns its ticket. */
  long enter(ReceivedRecord record, long nowNanos) {
    if (next - oldest > mask) {
      throw new IllegalStateException("the window of " + offsets.length + " records is full");
    }
    int slot = (int) next & mask;
    long offset = record.offset();
    int size = record.weight();
    offsets[slot] = offset;
    sizes[slot] = size;
    attached[slot] = record;
    enteredNanos[slot] = nowNanos;
    bytes += size;
    if (oldest == next) {
      position = offset;
    }
    return next++;
  }

  /** Marks a record as done; called by any thread. */
  void complete(long ticket) {
    done.setRelease((int) ticket & mask, ticket + 1);
  }

  /**
   * Notes that what stands before this offset was entered. The marks of transactions are no
   * records: without this they would never be passed.
   */
  void readTo(long offset) {
    readTo = offset;
  }

  /**
   * The offset to save: that of the oldest unfinished record, or up to where all was read; -1
   * before the first one.
   */
  long position() {
    while (oldest < next && isDone(oldest)) {
      int slot = (int) oldest & mask;
      bytes -= sizes[slot];
      attached[slot] = null;
      oldest++;
      position = oldest < next ? offsets[(int) oldest & mask] : offsets[slot] + 1;
    }
    if (oldest == next) {
      position = Math.max(position, readTo);
    }
    return position;
  }

  /** Detaches the records that were entered before this time and are not done. */
  void detachBefore(long nanos) {
    for (detached = Math.max(detached, oldest); detached < next; detached++) {
      int slot = (int) detached & mask;
      if (enteredNanos[slot] - nanos >= 0) {
        return;
      }
      var record = attached[slot];
      attached[slot] = null;
      if (record != null && !isDone(detached)) {
        record.detach();
      }
    }
  }

  /** When the oldest unfinished record was entered; {@code nowNanos} if there is none. */
  long oldestNanos(long nowNanos) {
    return oldest == next ? nowNanos : enteredNanos[(int) oldest & mask];
  }

  private boolean isDone(long ticket) {
    return done.getAcquire((int) ticket & mask) == ticket + 1;
  }

  /**
   * The ranges of offsets beyond the position that are done; a gap of the log between two records
   * that are done counts as done. At most so many ranges.
   */
  List<CompletedOffsets.Range> completedBeyond(int maxRanges) {
    var ranges = new ArrayList<CompletedOffsets.Range>();
    long from = -1;
    for (long ticket = oldest; ticket < next && ranges.size() < maxRanges; ticket++) {
      long offset = offsets[(int) ticket & mask];
      if (isDone(ticket)) {
        from = from < 0 ? offset : from;
      } else if (from >= 0) {
        ranges.add(new CompletedOffsets.Range(from, offsets[(int) (ticket - 1) & mask] + 1));
        from = -1;
      }
    }
    if (from >= 0) {
      ranges.add(new CompletedOffsets.Range(from, lastEntered() + 1));
    }
    return ranges;
  }

  /** The newest offset that was entered, -1 if none is in flight. */
  long lastEntered() {
    return oldest == next ? -1 : offsets[(int) (next - 1) & mask];
  }

  /** How many records lie between the oldest unfinished one and the newest, both included. */
  int inFlight() {
    return (int) (next - oldest);
  }

  /** How many bytes these records have. */
  long inFlightBytes() {
    return bytes;
  }
}
