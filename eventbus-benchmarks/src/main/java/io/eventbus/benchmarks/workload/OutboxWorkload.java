package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.benchmarks.outbox.OutboxContender;
import io.eventbus.benchmarks.outbox.OutboxContenders;
import io.eventbus.benchmarks.outbox.OutboxDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An outbox in a database of its own, which this JVM starts. */
abstract class OutboxWorkload implements Workload {

  /** One go. */
  abstract Map<String, Double> pass(OutboxContender outbox, SentCounter sent, Job job)
      throws Exception;

  /** What comes before the first. */
  void prepare(OutboxContender outbox) {}

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    try (var database = new OutboxDatabase();
        var outbox = OutboxContenders.of(job.contender(), database, job.servers(), job.topic());
        var sent = new SentCounter(job)) {
      prepare(outbox);
      var measured =
          Passes.measure(
              () -> {
                try {
                  return pass(outbox, sent, job);
                } catch (InterruptedException e) {
                  throw e;
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      outbox.stopSending();
      return measured;
    }
  }

  /** Stores a backlog, then lets it go. */
  static final class Drain extends OutboxWorkload {

    /** Who sends a few thousand in a second gets a smaller backlog, or it would take an hour. */
    private static final int SLOW_SHARE = 10;

    private static final Set<String> SLOW =
        Set.of(OutboxContenders.GRUELBOX, OutboxContenders.MODULITH, OutboxContenders.NAMASTACK);

    @Override
    Map<String, Double> pass(OutboxContender outbox, SentCounter sent, Job job) throws Exception {
      boolean slow = SLOW.contains(job.contender());
      long count = slow ? job.events() / SLOW_SHARE : job.events();
      var drain = new OutboxDrain(outbox, sent);
      drain.store(count);
      return new LinkedHashMap<>(Map.of(Metrics.RATE, drain.send(count)));
    }
  }

  /** Business transactions of several threads, while all is sent as it comes. */
  static final class Transactions extends OutboxWorkload {

    private boolean sends;

    @Override
    void prepare(OutboxContender outbox) {
      outbox.startSending();
      sends = true;
    }

    @Override
    Map<String, Double> pass(OutboxContender outbox, SentCounter sent, Job job) throws Exception {
      if (job.contender().equals(OutboxContenders.PLAIN) && sends) {
        outbox.stopSending();
        sends = false;
      }
      long before = sent.count();
      long start = System.nanoTime();
      transact(outbox, job);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (sends) {
        sent.awaitAtLeast(before + job.events());
      }
      return new LinkedHashMap<>(Map.of(Metrics.RATE, job.events() / seconds));
    }

    private static void transact(OutboxContender outbox, Job job)
        throws InterruptedException, ExecutionException {
      var next = new AtomicLong();
      var threads = Executors.newFixedThreadPool(job.concurrency());
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < job.concurrency(); i++) {
        work.add(
            () -> {
              long number = next.getAndIncrement();
              while (number < job.events()) {
                outbox.transact(SampleEvent.of(number, number % OutboxDrain.KEYS));
                number = next.getAndIncrement();
              }
              return null;
            });
      }
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
      threads.shutdown();
    }
  }
}
