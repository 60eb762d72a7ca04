package io.eventbus.consume;

import java.util.concurrent.atomic.AtomicLongArray;

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
  private final AtomicLongArray done;
  private long oldest;
  private long next;
  private long bytes;
  private long position = -1;

  /** Room for at least this many records between the oldest unfinished one and the newest. */
  PartitionProgress(int capacity) {
    int slots = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
    this.mask = slots - 1;
    this.offsets = new long[slots];
    this.sizes = new int[slots];
    this.done = new AtomicLongArray(slots);
  }

  /** Enters a record; called by the polling thread, with rising offsets. Returns its ticket. */
  long enter(long offset, int size) {
    if (next - oldest > mask) {
      throw new IllegalStateException("the window of " + offsets.length + " records is full");
    }
    int slot = (int) next & mask;
    offsets[slot] = offset;
    sizes[slot] = size;
    bytes += size;
    if (oldest == next) {
      position = offset;
    }
    return next++;
  }

  /** Marks a record as done; called by any thread. */
  void complete(long ticket) {
    done.set((int) ticket & mask, ticket + 1);
  }

  /** The offset to save: that of the oldest unfinished record; -1 before the first one. */
  long position() {
    while (oldest < next && done.get((int) oldest & mask) == oldest + 1) {
      int slot = (int) oldest & mask;
      bytes -= sizes[slot];
      oldest++;
      position = oldest < next ? offsets[(int) oldest & mask] : offsets[slot] + 1;
    }
    return position;
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
