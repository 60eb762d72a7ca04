package io.eventbus.test.memory;

import java.util.LinkedHashSet;
import java.util.Set;

/** Records that are read all or not at all. Guarded by the lock of the broker. */
final class Transaction {

  private enum State {
    OPEN,
    COMMITTED,
    ABORTED
  }

  private final Set<PartitionLog> partitions = new LinkedHashSet<>();
  private State state = State.OPEN;

  void touches(PartitionLog partition) {
    partitions.add(partition);
  }

  boolean committed() {
    return state == State.COMMITTED;
  }

  /** Ends it, and marks that where its records are. */
  void end(boolean commit) {
    if (state == State.OPEN) {
      state = commit ? State.COMMITTED : State.ABORTED;
      partitions.forEach(partition -> partition.ended(this));
    }
  }
}
