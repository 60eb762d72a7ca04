package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An outbox of committed events in memory, whose removals can be made to fail. */
final class MemoryStore implements OutboxStore {

  final TreeMap<Long, OutboxRow> rows = new TreeMap<>();
  final Map<Long, OutboxRow> held = new HashMap<>();
  volatile boolean removalFails;
  volatile int connections = 3;
  volatile boolean away;
  volatile boolean takenByNobody;
  volatile boolean takenElsewhere;
  volatile Duration oldestAge = Duration.ZERO;
  volatile @Nullable CountDownLatch hanging;
  volatile int fetches;
  volatile long doneUpTo;
  private final AtomicInteger open = new AtomicInteger();
  final AtomicInteger acquired = new AtomicInteger();
  final AtomicInteger released = new AtomicInteger();
  private long nextId = 1;
  private long fence;

  synchronized void add(String key, int bytes) {
    rows.put(
        nextId,
        OutboxRow.of(
            nextId,
            new EncodedEvent(
                "t",
                key.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                List.of(),
                new byte[bytes])));
    nextId++;
  }

  synchronized void skipIds(int count) {
    nextId += count;
  }

  synchronized void addAt(long id, String key) {
    long next = nextId;
    nextId = id;
    add(key, 10);
    nextId = next;
  }

  synchronized int size() {
    return rows.size();
  }

  @Override
  public void insert(Connection connection, List<EncodedEvent> records) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void insert(List<EncodedEvent> records) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OutboxSession open() {
    if (away) {
      throw new OutboxException("away", new IllegalStateException("connection refused"));
    }
    if (open.incrementAndGet() > connections) {
      open.decrementAndGet();
      throw new OutboxException("no connection is free", null);
    }
    return new Session();
  }

  /** Waits while the database does not answer. */
  private void answer() {
    var latch = hanging;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new OutboxException("interrupted", e);
      }
    }
  }

  private final class Session implements OutboxSession {

    @Override
    public OptionalLong acquire(String owner, Duration length) {
      acquired.incrementAndGet();
      return takenByNobody || takenElsewhere ? OptionalLong.empty() : OptionalLong.of(++fence);
    }

    @Override
    public boolean renew(long fence, Duration length) {
      answer();
      return true;
    }

    @Override
    public void sleep(long fence, boolean asleep) {}

    @Override
    public long doneUpTo() {
      return doneUpTo;
    }

    @Override
    public void noteDone(long fence, long id) {
      doneUpTo = id;
    }

    @Override
    public void release(long fence) {
      released.incrementAndGet();
    }

    @Override
    public List<OutboxRow> fetch(List<IdRange> gaps, long after, int maxEvents, long maxBytes) {
      answer();
      synchronized (MemoryStore.this) {
        fetches++;
        var found = new ArrayList<OutboxRow>();
        long bytes = 0;
        for (var row : rows.values()) {
          boolean wanted =
              row.id() > after
                  || gaps.stream()
                      .anyMatch(gap -> gap.first() <= row.id() && row.id() <= gap.last());
          if (wanted && found.size() < maxEvents && bytes <= maxBytes) {
            bytes += row.size();
            found.add(row);
          }
        }
        return found;
      }
    }

    @Override
    public void remove(Collection<Long> ids) {
      if (removalFails) {
        throw new OutboxException("removal is denied", null);
      }
      synchronized (MemoryStore.this) {
        ids.forEach(rows::remove);
      }
    }

    @Override
    public Set<String> writers() {
      return Set.of();
    }

    @Override
    public void hold(long id, String reason) {
      synchronized (MemoryStore.this) {
        held.put(id, rows.remove(id));
      }
    }

    @Override
    public void holdBehind(Collection<Long> ids) {
      ids.forEach(id -> hold(id, ""));
    }

    @Override
    public String refused() {
      return held.keySet().toString();
    }

    @Override
    public Map<HeldKey, Long> heldKeys() {
      synchronized (MemoryStore.this) {
        var keys = new HashMap<HeldKey, Long>();
        held.forEach((id, row) -> keys.merge(HeldKey.of(row.record()), id, Math::min));
        return keys;
      }
    }

    @Override
    public List<Long> takeBack() {
      return List.of();
    }

    @Override
    public List<HeldEvent> held(int most) {
      return held.entrySet().stream()
          .limit(most)
          .map(
              each ->
                  new HeldEvent(
                      each.getKey(),
                      null,
                      null,
                      each.getValue().record().topic(),
                      null,
                      "too large",
                      Instant.EPOCH,
                      0))
          .toList();
    }

    @Override
    public boolean retry(long id) {
      return false;
    }

    @Override
    public boolean skip(long id) {
      return false;
    }

    @Override
    public OutboxBacklog backlog() {
      answer();
      return new OutboxBacklog(
          size(), oldestAge, held.size(), takenByNobody ? null : "another relay");
    }

    @Override
    public boolean awaitWriters(Duration longest) {
      return false;
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
