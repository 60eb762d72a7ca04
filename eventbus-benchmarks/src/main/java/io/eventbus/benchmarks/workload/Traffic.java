package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.ConsumeContender;
import io.eventbus.benchmarks.contender.Contenders;
import io.eventbus.benchmarks.contender.FailedAttemptException;
import io.eventbus.benchmarks.contender.PublishContender;
import io.eventbus.benchmarks.contender.SampleEvent;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Events that are published at a steady rate and consumed in the same JVM, so that one clock tells
 * how long each took from the call of publish to that of the handler.
 */
final class Traffic implements AutoCloseable {

  /** Never twice within the wait for a retry, so no healthy event stands behind a failing one. */
  private static final int KEYS = 10_000;

  private static final int FAILED_ATTEMPTS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final PublishContender publisher;
  private final ConsumeContender.Running consumer;
  private final AtomicLongArray published;
  private final AtomicLongArray taken;
  private final ConcurrentMap<Long, Integer> attempts = new ConcurrentHashMap<>();
  private volatile Phase phase = new Phase(0, 0, 0);
  private volatile CountDownLatch left = new CountDownLatch(0);

  /** A stretch of the traffic; each failEvery-th event fails twice, with 0 none does. */
  private record Phase(int first, int count, int failEvery) {

    boolean fails(long sequence) {
      return failEvery > 0 && (sequence - first) % failEvery == failEvery / 2;
    }
  }

  Traffic(Job job, int mostEvents) {
    this.published = new AtomicLongArray(mostEvents);
    this.taken = new AtomicLongArray(mostEvents);
    this.publisher = Contenders.publisher(job.contender(), job.servers(), job.topic());
    this.consumer =
        Contenders.consumer(job.contender())
            .start(Consumption.request(job, job.topic()), this::handle);
  }

  private void handle(SampleEvent event) throws FailedAttemptException {
    long now = System.nanoTime();
    int sequence = (int) event.sequence();
    if (phase.fails(sequence)
        && attempts.merge(event.sequence(), 1, Integer::sum) <= FAILED_ATTEMPTS) {
      throw new FailedAttemptException(sequence);
    }
    if (taken.compareAndSet(sequence, 0, Math.max(1, now - published.get(sequence)))) {
      left.countDown();
    }
  }

  /** Publishes so many, waits until all are handled, and tells the times of those not failing. */
  Percentiles run(int count, int perSecond, int failEvery) throws InterruptedException {
    int first = phase.first() + phase.count();
    phase = new Phase(first, count, failEvery);
    left = new CountDownLatch(count);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      awaitTurn(start + i * (1_000_000_000L / perSecond));
      int sequence = first + i;
      published.set(sequence, System.nanoTime());
      publisher.publish(SampleEvent.of(sequence, sequence % KEYS), failure -> {});
    }
    if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          left.getCount() + " of " + count + " events were not handled within " + PATIENCE);
    }
    var healthy = phase;
    return new Percentiles(
        LongStream.range(first, first + count)
            .filter(sequence -> !healthy.fails(sequence))
            .map(sequence -> taken.get((int) sequence))
            .toArray());
  }

  private static void awaitTurn(long turn) {
    for (long wait = turn - System.nanoTime(); wait > 0; wait = turn - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  @Override
  public void close() {
    consumer.close();
    publisher.close();
  }
}
