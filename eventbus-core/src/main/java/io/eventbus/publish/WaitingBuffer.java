package io.eventbus.publish;

import io.eventbus.publish.PublishException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds, in order per topic and within bounds, the records that the producer cannot take yet, and
 * offers them to it again. A record leaves the buffer only once the producer has it or its time is
 * over, so whoever finds a topic's line empty knows that nothing older of it is still here. The
 * lock is never held while the producer is called.
 */
final class WaitingBuffer {

  private static final Logger log = LoggerFactory.getLogger(WaitingBuffer.class);
  private static final long SHORTEST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  /** How many records of one topic are offered before the other topics get their turn. */
  private static final int TURN = 1000;

  /** A first event of a topic always waits a moment for its metadata; that is no news. */
  private static final long NEWS_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * What waits at this moment.
   *
   * @param deadlineNanos until when the oldest may wait, {@link Long#MAX_VALUE} if there is none
   */
  record Waiting(int events, long bytes, long deadlineNanos, List<String> topics) {}

  private final int maxEvents;
  private final long maxBytes;
  private final Predicate<PendingRecord> producerTakes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();
  private final Map<String, Queue<PendingRecord>> lines = new HashMap<>();
  private final ExecutorService drainer = Executors.newSingleThreadExecutor(this::thread);
  private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
  private final AtomicInteger events = new AtomicInteger();
  private long bytes;
  private boolean closed;
  private volatile long waitingSince;
  private boolean reported; // touched by the draining thread only

  WaitingBuffer(PublisherOptions options, Predicate<PendingRecord> producerTakes) {
    this.maxEvents = options.maxWaitingEvents();
    this.maxBytes = options.maxWaitingBytes();
    this.producerTakes = producerTakes;
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(work, "eventbus-publisher-waiting");
    thread.setDaemon(true);
    // Else that of who makes it, a thread that all of the JVM shares.
    thread.setContextClassLoader(loader);
    return thread;
  }

  /** Whether nothing of this topic waits; costs one read while nothing waits at all. */
  boolean isEmptyFor(String topic) {
    if (events.get() == 0) {
      return true;
    }
    lock.lock();
    try {
      return !lines.containsKey(topic);
    } finally {
      lock.unlock();
    }
  }

  /** What waits at this moment. */
  Waiting waiting() {
    if (events.get() == 0) {
      return new Waiting(0, 0, Long.MAX_VALUE, List.of());
    }
    lock.lock();
    try {
      long oldest =
          lines.values().stream()
              .map(Queue::element) // a line without any is removed
              .mapToLong(PendingRecord::deadlineNanos)
              .min()
              .orElse(Long.MAX_VALUE);
      return new Waiting(events.get(), bytes, oldest, lines.keySet().stream().sorted().toList());
    } finally {
      lock.unlock();
    }
  }

  /** Adds a record behind the others of its topic, or fails it if there is no room any more. */
  void add(PendingRecord pending) {
    var refusal = tryAdd(pending);
    if (refusal != null) {
      pending.fail(refusal, null);
    }
  }

  private @Nullable Reason tryAdd(PendingRecord pending) {
    lock.lock();
    try {
      if (closed) {
        return Reason.CLOSED;
      }
      if (events.get() >= maxEvents || bytes + pending.size() > maxBytes) {
        return Reason.BUFFER_FULL;
      }
      lines.computeIfAbsent(pending.topic(), topic -> new ArrayDeque<>()).add(pending);
      bytes += pending.size();
      if (events.getAndIncrement() == 0) {
        waitingSince = System.nanoTime();
        drainAfter(1);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Offers each line to the producer once, and comes back later for what is left. */
  private void drain(long pauseMillis) {
    boolean moved = false;
    try {
      for (var topic : topics()) {
        moved |= drainLine(topic);
      }
      report();
    } finally {
      // Whatever a callback has thrown: the others still wait.
      if (events.get() > 0) {
        drainAfter(moved ? SHORTEST_PAUSE_MILLIS : Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS));
      }
    }
  }

  private void report() {
    if (events.get() == 0) {
      if (reported) {
        log.info("no events wait any longer");
      }
      reported = false;
    } else if (!reported && System.nanoTime() - waitingSince > NEWS_NANOS) {
      reported = true;
      log.warn("{} events wait, no broker takes them yet: topics {}", events.get(), topics());
    }
  }

  /** Comes to nothing once the buffer is closed. */
  private void drainAfter(long pauseMillis) {
    CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS, drainer)
        .execute(() -> drain(pauseMillis));
  }

  private boolean drainLine(String topic) {
    boolean moved = false;
    // Not until it is empty: a line that is fed as fast as it is drained would starve the others.
    for (int i = 0; i < TURN; i++) {
      var head = head(topic);
      if (head == null) {
        return moved;
      }
      if (head.expired(System.nanoTime())) {
        head.fail(Reason.EXPIRED, null);
      } else if (!producerTakes.test(head)) {
        return moved;
      }
      remove(head);
      moved = true;
    }
    return moved;
  }

  private List<String> topics() {
    lock.lock();
    try {
      return new ArrayList<>(lines.keySet());
    } finally {
      lock.unlock();
    }
  }

  private @Nullable PendingRecord head(String topic) {
    lock.lock();
    try {
      var line = lines.get(topic);
      return line == null ? null : line.peek();
    } finally {
      lock.unlock();
    }
  }

  private void remove(PendingRecord head) {
    lock.lock();
    try {
      var line = lines.get(head.topic());
      if (line == null || line.peek() != head) {
        return;
      }
      line.remove();
      if (line.isEmpty()) {
        lines.remove(head.topic());
      }
      bytes -= head.size();
      if (events.decrementAndGet() == 0) {
        emptied.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the buffer is empty or the time is over, then fails what is left. */
  void close(Duration timeout) {
    awaitEmpty(timeout.toNanos());
    List<PendingRecord> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      drainer.shutdownNow();
      lines.values().forEach(left::addAll);
      lines.clear();
      events.set(0);
      bytes = 0;
    } finally {
      lock.unlock();
    }
    left.forEach(pending -> pending.fail(Reason.CLOSED, null));
  }

  private void awaitEmpty(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (events.get() > 0 && left > 0) {
        left = emptied.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
