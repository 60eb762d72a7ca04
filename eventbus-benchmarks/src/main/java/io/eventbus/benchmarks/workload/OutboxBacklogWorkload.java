package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.outbox.OutboxContenders;
import io.eventbus.benchmarks.outbox.OutboxDatabase;
import java.util.Map;

/** Drains a large outbox once, after a smaller one, and compares its parts. */
final class OutboxBacklogWorkload implements Workload {

  private static final int PARTS = 5;
  private static final int WARM_UP_SHARE = 10;

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    try (var database = new OutboxDatabase();
        var outbox =
            OutboxContenders.tableOf(job.contender(), database, job.servers(), job.topic());
        var sent = new SentCounter(job)) {
      var drain = new OutboxDrain(outbox, sent);
      drain.send(fill(drain, database, outbox.copying(), job.events() / WARM_UP_SHARE));
      long events = fill(drain, database, outbox.copying(), job.events());
      var parts = new Parts();
      var heap = HeapWatch.start();
      long before = sent.count();
      outbox.startSending();
      watch(before, events / PARTS, sent, heap, parts);
      outbox.stopSending();
      return parts.metrics();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Stores an event of each key, and the database copies them until they are as many as that, or a
   * few less.
   */
  private static long fill(OutboxDrain drain, OutboxDatabase database, String copying, long events)
      throws Exception {
    long stored = Math.min(events, OutboxDrain.KEYS);
    drain.store(stored);
    long copies = events / stored - 1;
    for (long i = 0; i < copies; i++) {
      database.execute(copying.formatted(stored));
    }
    return stored * (1 + copies);
  }

  private static void watch(long before, long size, SentCounter sent, HeapWatch heap, Parts parts)
      throws InterruptedException {
    long from = System.nanoTime();
    for (int number = 1; number <= PARTS; number++) {
      sent.awaitAtLeast(before + number * size);
      long to = System.nanoTime();
      parts.add(size * 1e9 / (to - from), heap.peakMebibytes());
      from = to;
    }
  }
}
