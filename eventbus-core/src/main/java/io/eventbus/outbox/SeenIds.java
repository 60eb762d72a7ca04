package io.eventbus.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which ids of an outbox have been seen. Ids are given out in order, but transactions commit in
 * any: an id that is missing between two that were seen belongs to a transaction that is still
 * open, or was rolled back. It is looked for until no transaction that may own it is open any more.
 * So nothing is passed over, and no fetch walks again through what has been removed.
 *
 * <p>Valid: 1, 3 are seen, 2 is a gap; 2 commits and is seen with or before whatever is committed
 * after it. Not valid: 3 is seen, and then only what is larger than 3. For one thread.
 */
final class SeenIds {

  /**
   * How long a gap has to be known before it is asked who may own it. Some databases tell of open
   * transactions from a list that is a tenth of a second old.
   */
  private static final long LEAST_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** The transactions that may own the gaps of one moment and have been open ever since. */
  private static final class Owners {

    private final Set<String> open;

    Owners(Set<String> open) {
      this.open = new HashSet<>(open);
    }

    boolean over() {
      return open.isEmpty();
    }
  }

  /** Ids that are missing, since the same moment. */
  private static final class Gap {

    private final long last;
    private final long noticedNanos;

    /** {@code null} until that was asked. */
    private @Nullable Owners owners;

    /** Whether all of these were over before the latest look, so that it was the last. */
    private boolean over;

    Gap(long last, long noticedNanos) {
      this.last = last;
      this.noticedNanos = noticedNanos;
    }

    Gap(long last, Gap origin) {
      this(last, origin.noticedNanos);
      this.owners = origin.owners;
      this.over = origin.over;
    }
  }

  /** By their first id. */
  private final TreeMap<Long, Gap> gaps = new TreeMap<>();

  private final List<Owners> asked = new ArrayList<>();
  private final LongSupplier nanoClock;
  private long after;

  /**
   * What has been seen.
   *
   * @param after up to which id all was, 0 for none
   */
  SeenIds(long after, LongSupplier nanoClock) {
    this.after = after;
    this.nanoClock = nanoClock;
  }

  /** The largest id that was seen, 0 before the first. */
  long after() {
    return after;
  }

  /** Up to which id all have been seen, or will never be there. */
  long allUpTo() {
    return gaps.isEmpty() ? after : gaps.firstKey() - 1;
  }

  /** The ids below that were not. */
  List<IdRange> gaps() {
    var ranges = new ArrayList<IdRange>(gaps.size());
    gaps.forEach((first, gap) -> ranges.add(new IdRange(first, gap.last)));
    return ranges;
  }

  /** Notes what a fetch has found: in order, and with no other between two of them. */
  void saw(List<OutboxRow> rows) {
    for (var row : rows) {
      if (row.id() > after) {
        if (row.id() > after + 1) {
          gaps.put(after + 1, new Gap(row.id() - 1, nanoClock.getAsLong()));
        }
        after = row.id();
      } else {
        close(row.id());
      }
    }
  }

  private void close(long id) {
    var found = gaps.floorEntry(id);
    if (found == null || found.getValue().last < id) {
      return;
    }
    long first = found.getKey();
    var gap = found.getValue();
    gaps.remove(first);
    if (first < id) {
      gaps.put(first, new Gap(id - 1, gap));
    }
    if (id < gap.last) {
      gaps.put(id + 1, new Gap(gap.last, gap));
    }
  }

  /** Has these looked at again, as if they had not been seen. */
  void reopen(Collection<Long> ids) {
    for (long id : ids) {
      if (!misses(id)) {
        gaps.put(id, new Gap(id, nanoClock.getAsLong()));
      }
    }
  }

  /** Whether it has not been seen, as far as is known. */
  boolean misses(long id) {
    var found = gaps.floorEntry(id);
    return id > after || (found != null && found.getValue().last >= id);
  }

  /** Whether there is anything to settle. */
  boolean hasGaps() {
    return !gaps.isEmpty();
  }

  /**
   * Gives up the gaps that can never be filled any more. To be called after each fetch, with what
   * it has looked at.
   *
   * @param lookedUpTo no gap beyond this id has been looked into
   * @param open the transactions that may have written and are not over
   */
  void settle(long lookedUpTo, Set<String> open) {
    gaps.values().removeIf(gap -> gap.over && gap.last <= lookedUpTo);
    asked.forEach(owners -> owners.open.retainAll(open));
    asked.removeIf(Owners::over);
    var now = new Owners(open);
    boolean used = false;
    for (var gap : gaps.values()) {
      if (gap.owners != null) {
        gap.over = gap.owners.over();
      } else if (nanoClock.getAsLong() - gap.noticedNanos >= LEAST_AGE_NANOS) {
        gap.owners = now;
        gap.over = now.over();
        used = true;
      }
    }
    if (used && !now.over()) {
      asked.add(now);
    }
  }
}
