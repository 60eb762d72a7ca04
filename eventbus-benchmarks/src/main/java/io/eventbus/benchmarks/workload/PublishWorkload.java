package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.Contenders;
import io.eventbus.benchmarks.contender.PublishContender;
import io.eventbus.benchmarks.contender.SampleEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Publishes from one thread, with a bound of events that are not acknowledged yet. */
final class PublishWorkload implements Workload {

  private static final int KEYS = 10_000;

  /** As many as this library lets wait; the others would block in their own time. */
  private static final int OUTSTANDING = 20_000;

  /** Made beforehand, so that making them is not measured. */
  private final SampleEvent[] events =
      LongStream.range(0, KEYS).mapToObj(i -> SampleEvent.of(i, i)).toArray(SampleEvent[]::new);

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    try (var publisher = Contenders.publisher(job.contender(), job.servers(), job.topic())) {
      return Passes.measure(() -> pass(publisher, job.events()));
    }
  }

  private Map<String, Double> pass(PublishContender publisher, long count)
      throws InterruptedException {
    var room = new Semaphore(OUTSTANDING);
    var failed = new AtomicReference<@Nullable Throwable>();
    Consumer<@Nullable Throwable> done =
        failure -> {
          if (failure != null) {
            failed.compareAndSet(null, failure);
          }
          room.release();
        };
    long allocated = Allocation.bytes();
    long start = System.nanoTime();
    for (long i = 0; i < count; i++) {
      room.acquire();
      publisher.publish(events[(int) (i % KEYS)], done);
    }
    room.acquire(OUTSTANDING);
    long nanos = System.nanoTime() - start;
    allocated = Allocation.bytes() - allocated;
    var failure = failed.get();
    if (failure != null) {
      throw new IllegalStateException("an event was not published", failure);
    }
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put(Metrics.RATE, count * 1e9 / nanos);
    metrics.put(Metrics.ALLOCATED, (double) allocated / count);
    return metrics;
  }
}
