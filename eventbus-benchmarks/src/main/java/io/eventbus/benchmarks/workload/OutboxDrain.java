package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.benchmarks.outbox.OutboxContender;
import java.util.ArrayList;

/** Stores a backlog in an outbox, then lets it go. Immutable. */
record OutboxDrain(OutboxContender outbox, SentCounter sent) {

  static final int KEYS = 10_000;
  private static final int PAGE = 1_000;

  /** Stores so many events, a thousand in a transaction. */
  void store(long count) throws Exception {
    for (long first = 0; first < count; first += PAGE) {
      var page = new ArrayList<SampleEvent>(PAGE);
      for (long i = first; i < Math.min(count, first + PAGE); i++) {
        page.add(SampleEvent.of(i, i % KEYS));
      }
      outbox.store(page);
    }
  }

  /** Stores while it is sent, and tells how many a second were stored and sent in all. */
  double pass(long count) throws Exception {
    long before = sent.count();
    long start = System.nanoTime();
    store(count);
    sent.awaitAtLeast(before + count);
    return count * 1e9 / (System.nanoTime() - start);
  }

  /** Sends what is stored, and tells how many a second were sent until the last was there. */
  double send(long count) throws InterruptedException {
    long before = sent.count();
    long start = System.nanoTime();
    outbox.startSending();
    sent.awaitAtLeast(before + count);
    double seconds = (System.nanoTime() - start) / 1e9;
    outbox.stopSending();
    return count / seconds;
  }
}
