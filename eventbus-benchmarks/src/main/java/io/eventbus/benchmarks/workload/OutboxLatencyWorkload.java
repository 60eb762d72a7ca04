package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.Contenders;
import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.benchmarks.outbox.OutboxContender;
import io.eventbus.benchmarks.outbox.OutboxContenders;
import io.eventbus.benchmarks.outbox.OutboxDatabase;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * The time from the end of a business transaction to the handler of its event, at fifty
 * transactions a second; the consumer is the same for all.
 */
final class OutboxLatencyWorkload implements Workload {

  private static final int PER_SECOND = 50;
  private static final int WARM_UP = 2_000;
  private static final int WARM_UP_PER_SECOND = 500;
  private static final int STRETCHES = 3;

  @Override
  @SuppressWarnings("try") // the consumer only has to be there
  public Map<String, Double> run(Job job) throws InterruptedException {
    int events = Math.toIntExact(job.events()) / STRETCHES;
    int slowWarmUp = 10 * PER_SECOND;
    var committed = new AtomicLongArray(WARM_UP + slowWarmUp + STRETCHES * events);
    var handled = new AtomicLongArray(committed.length());
    var raw = Contenders.consumer(Contenders.RAW);
    try (var database = new OutboxDatabase();
        var outbox = OutboxContenders.of(job.contender(), database, job.servers(), job.topic());
        var consumer =
            raw.start(
                Consumption.request(job, job.topic()),
                event -> handled.compareAndSet((int) event.sequence(), 0, System.nanoTime()))) {
      outbox.startSending();
      int first = transact(outbox, committed, 0, WARM_UP, WARM_UP_PER_SECOND);
      first = transact(outbox, committed, first, slowWarmUp, PER_SECOND);
      var stretches = new ArrayList<Map<String, Double>>();
      for (int i = 0; i < STRETCHES; i++) {
        int begin = first;
        first = transact(outbox, committed, begin, events, PER_SECOND);
        var times = times(committed, handled, begin, first);
        stretches.add(Map.of(Metrics.P50, times.millis(0.50), Metrics.P99, times.millis(0.99)));
      }
      outbox.stopSending();
      return Medians.of(stretches);
    }
  }

  private static int transact(
      OutboxContender outbox, AtomicLongArray committed, int first, int count, int perSecond) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long turn = start + i * (1_000_000_000L / perSecond);
      for (long wait = turn - System.nanoTime(); wait > 0; wait = turn - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      try {
        outbox.transact(SampleEvent.of(first + i, first + i));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      committed.set(first + i, System.nanoTime());
    }
    return first + count;
  }

  private static Percentiles times(
      AtomicLongArray committed, AtomicLongArray handled, int begin, int end) {
    return new Percentiles(
        IntStream.range(begin, end)
            .mapToLong(
                i -> {
                  while (handled.get(i) == 0) {
                    LockSupport.parkNanos(1_000_000);
                  }
                  return Math.max(0, handled.get(i) - committed.get(i));
                })
            .toArray());
  }
}
