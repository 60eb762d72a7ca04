package io.eventbus.outbox;

import io.eventbus.publish.RecordSender.SendCallback;
import io.eventbus.publish.RecordSender.SentRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events that have been handed to the sender and are not removed yet, and what has become of
 * them. Shared by the relay, the sender's thread and the one that removes.
 */
final class InFlight {

  /** An event that was not acknowledged. */
  record Failed(OutboxRow row, Throwable reason) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Long, OutboxRow> waiting = new HashMap<>();
  private List<Long> acknowledged = new ArrayList<>();
  private List<Failed> failed = new ArrayList<>();
  private final Set<Long> removing = new HashSet<>();
  private volatile boolean anyFailed;
  private long bytes;
  private long sent;

  /** Notes that an event is about to be sent; the callback tells the rest. */
  SendCallback begin(OutboxRow row) {
    lock.lock();
    try {
      if (waiting.put(row.id(), row) == null) {
        bytes += row.size();
      }
    } finally {
      lock.unlock();
    }
    return (done, failure) -> end(row, done, failure);
  }

  /** Takes back what was begun and not taken by the sender. */
  void forget(OutboxRow row) {
    lock.lock();
    try {
      if (waiting.remove(row.id(), row)) {
        bytes -= row.size();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(OutboxRow row, @Nullable SentRecord done, @Nullable Throwable failure) {
    lock.lock();
    try {
      if (!waiting.remove(row.id(), row)) {
        return; // of an earlier attempt, whose fate does not count any more
      }
      bytes -= row.size();
      if (done == null) {
        failed.add(new Failed(row, failure == null ? new IllegalStateException() : failure));
        anyFailed = true;
      } else {
        sent++;
        acknowledged.add(row.id());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many are handed over and not yet removed. */
  int size() {
    lock.lock();
    try {
      return waiting.size() + acknowledged.size() + removing.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many the sender has not told of yet. */
  int untold() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** The bytes of those that are not acknowledged. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Those that are handed over and not yet removed, and those that failed. */
  Set<Long> ids() {
    lock.lock();
    try {
      var ids = new HashSet<>(waiting.keySet());
      ids.addAll(acknowledged);
      ids.addAll(removing);
      failed.forEach(one -> ids.add(one.row().id()));
      return ids;
    } finally {
      lock.unlock();
    }
  }

  /** Whether something failed since {@link #takeFailed}. */
  boolean anyFailed() {
    return anyFailed;
  }

  /** How many have been acknowledged in all. */
  long sent() {
    lock.lock();
    try {
      return sent;
    } finally {
      lock.unlock();
    }
  }

  /** What failed since the last call. */
  List<Failed> takeFailed() {
    lock.lock();
    try {
      var taken = failed;
      anyFailed = false;
      failed = taken.isEmpty() ? taken : new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what is acknowledged, once it is enough or the time is over. */
  private List<Long> takeAcknowledged(int enough, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (acknowledged.size() < enough && left > 0) {
        left = changed.awaitNanos(left);
      }
      var taken = acknowledged;
      acknowledged = new ArrayList<>();
      removing.addAll(taken);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes what is acknowledged.
   *
   * @return {@code false} if nothing was, within the time
   * @throws OutboxException if the database refuses or is away; it is tried again the next time
   */
  boolean removeAcknowledged(OutboxSession session, int enough, long nanos)
      throws InterruptedException {
    var ids = takeAcknowledged(enough, nanos);
    if (ids.isEmpty()) {
      return false;
    }
    try {
      session.remove(ids);
    } catch (RuntimeException e) {
      giveBack(ids);
      throw e;
    }
    removed(ids);
    return true;
  }

  private void removed(Collection<Long> ids) {
    lock.lock();
    try {
      ids.forEach(removing::remove);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Collection<Long> ids) {
    lock.lock();
    try {
      ids.forEach(removing::remove);
      acknowledged.addAll(ids);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is room below both bounds, or something fails, or the time is over. */
  void awaitRoom(int maxEvents, long maxBytes, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!roomThere(maxEvents, maxBytes) && failed.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean roomThere(int maxEvents, long maxBytes) {
    return waiting.size() + acknowledged.size() + removing.size() < maxEvents && bytes < maxBytes;
  }

  /** Waits until the sender has told of all what has become of them, or the time is over. */
  void awaitTold(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!waiting.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes back all that the sender has not told of; what it tells later does not count. */
  List<OutboxRow> forgetAll() {
    lock.lock();
    try {
      var all = new ArrayList<>(waiting.values());
      waiting.clear();
      all.forEach(row -> bytes -= row.size());
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Begins anew, with nothing on its way but what is acknowledged and still to be removed. */
  void clear() {
    lock.lock();
    try {
      waiting.clear();
      failed = new ArrayList<>();
      anyFailed = false;
      acknowledged.addAll(removing);
      removing.clear();
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }
}
