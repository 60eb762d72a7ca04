package io.eventbus.outbox;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads each committed event once, in the order of the ids, within the bounds of a relay. */
final class OutboxReader {

  private static final Logger log = LoggerFactory.getLogger(OutboxReader.class);
  private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long SWEEP_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LEAST_SLICE = 10_000;
  private static final long MOST_SLICE = 1L << 40;
  private static final long FIRST_AVERAGE_BYTES = 16 * 1024;

  /** With more of them, what lies between may be returned, too. */
  private static final int MANY_GAPS = 1_800;

  private final OutboxSession session;
  private final InFlight inFlight;
  private final RelayOptions options;
  private final LongSupplier nanoClock;
  private final SeenIds seen;
  private long averageBytes = FIRST_AVERAGE_BYTES;
  private long settledNanos;
  private long sweptNanos;
  private long noted;
  private long notedNanos;
  private long slice = 10 * LEAST_SLICE;
  private long sweepFrom = 1;
  private long sweepTo; // less than where it begins while nothing is swept

  OutboxReader(
      OutboxSession session, InFlight inFlight, RelayOptions options, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.session = session;
    this.noted = session.doneUpTo();
    this.seen = new SeenIds(noted, nanoClock);
    this.settledNanos = nanoClock.getAsLong();
    this.notedNanos = settledNanos;
    this.sweptNanos = settledNanos - SWEEP_NANOS; // at once, if a note was wrong
    this.inFlight = inFlight;
    this.options = options;
  }

  /** What is new, no more than there is room for. */
  List<OutboxRow> read() {
    var gaps = seen.gaps();
    boolean many = gaps.size() > MANY_GAPS;
    long mostBytes = Math.max(1, options.maxInFlightBytes() - (many ? 0 : inFlight.bytes()));
    int most = mostEvents(mostBytes) + (many ? inFlight.size() : 0);
    var rows = session.fetch(gaps, seen.after(), most, mostBytes);
    var unseen = rows.stream().filter(row -> seen.misses(row.id())).toList();
    seen.saw(unseen);
    long bytes = sizeOf(rows);
    if (!rows.isEmpty()) {
      averageBytes = Math.max(1, bytes / rows.size());
    }
    if (seen.hasGaps() && nanoClock.getAsLong() - settledNanos > SETTLE_NANOS) {
      boolean all = rows.size() < most && bytes < mostBytes;
      seen.settle(all ? Long.MAX_VALUE : rows.get(rows.size() - 1).id(), session.writers());
      settledNanos = nanoClock.getAsLong();
    }
    return unseen;
  }

  private static long sizeOf(List<OutboxRow> rows) {
    return rows.stream().mapToLong(OutboxRow::size).sum();
  }

  private int mostEvents(long mostBytes) {
    int room = options.maxInFlightEvents() - inFlight.size();
    return (int)
        Math.max(1, Math.min(Math.min(options.pageSize(), room), mostBytes / averageBytes));
  }

  /** Has these read again. */
  void readAgain(Collection<Long> ids) {
    seen.reopen(ids);
  }

  /**
   * Notes every few seconds where a relay may begin that comes after this. All that was read has to
   * be in flight, or read again, or removed from the outbox by then.
   */
  void note(long fence) {
    if (nanoClock.getAsLong() - notedNanos < NOTE_NANOS) {
      return;
    }
    notedNanos = nanoClock.getAsLong();
    long oldest = inFlight.ids().stream().mapToLong(id -> id).min().orElse(Long.MAX_VALUE);
    long done = Math.min(seen.allUpTo(), oldest - 1);
    if (done != noted) {
      session.noteDone(fence, done);
      noted = done;
    }
  }

  /**
   * Looks once a minute through all that should be gone, a slice of the ids each second. It never
   * finds anything unless ids were not given out in order; then it is late, but not lost.
   */
  void sweep() {
    long now = nanoClock.getAsLong();
    boolean begins = sweepFrom > sweepTo;
    if (now - sweptNanos < (begins ? SWEEP_NANOS : SLICE_NANOS)) {
      return;
    }
    if (begins) {
      sweepFrom = 0;
      sweepTo = seen.after();
    }
    sweptNanos = now;
    sweepFrom = sweepUpTo(Math.min(sweepTo, sweepFrom + slice)) + 1;
    // Where rows were removed that the database cannot clean up yet, a slice takes long.
    long took = nanoClock.getAsLong() - now;
    slice = took > LONG_NANOS ? Math.max(LEAST_SLICE, slice / 2) : Math.min(MOST_SLICE, slice * 2);
  }

  /** Returns up to where it has looked. */
  private long sweepUpTo(long last) {
    var known = inFlight.ids(); // before: what is removed meanwhile is not taken for passed over
    var range = new IdRange(sweepFrom, last);
    int most = options.pageSize() + known.size();
    var rows = session.fetch(List.of(range), Long.MAX_VALUE, most, options.maxInFlightBytes());
    var passedOver =
        rows.stream()
            .map(OutboxRow::id)
            .filter(id -> !known.contains(id) && !seen.misses(id))
            .toList();
    if (!passedOver.isEmpty()) {
      log.warn("{} events of the outbox had been passed over and are sent now", passedOver.size());
      seen.reopen(passedOver);
    }
    boolean all = rows.size() < most && sizeOf(rows) <= options.maxInFlightBytes();
    return all ? last : rows.get(rows.size() - 1).id();
  }
}
