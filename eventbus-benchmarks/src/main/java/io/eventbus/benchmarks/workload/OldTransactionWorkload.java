package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.outbox.OutboxContenders;
import io.eventbus.benchmarks.outbox.OutboxDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores and sends at the same time, again and again, while another transaction stays open whose
 * snapshot keeps the database from cleaning up what was removed.
 */
final class OldTransactionWorkload implements Workload {

  private static final Duration WARM_UP = Duration.ofSeconds(25);

  @Override
  @SuppressWarnings("try") // the other transaction only has to be there
  public Map<String, Double> run(Job job) throws InterruptedException {
    try (var database = new OutboxDatabase();
        var outbox =
            OutboxContenders.tableOf(job.contender(), database, job.servers(), job.topic());
        var sent = new SentCounter(job)) {
      var drain = new OutboxDrain(outbox, sent);
      outbox.startSending();
      passFor(WARM_UP, drain, job.events());
      try (var old = database.openSnapshot(outbox.table())) {
        return metrics(passFor(Duration.ofSeconds(job.seconds()), drain, job.events()));
      } finally {
        outbox.stopSending();
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rate of each pass, of at least two. */
  private static List<Double> passFor(Duration time, OutboxDrain drain, long events)
      throws Exception {
    var rates = new ArrayList<Double>();
    long start = System.nanoTime();
    while (rates.size() < 2 || System.nanoTime() - start < time.toNanos()) {
      rates.add(drain.pass(events));
    }
    return rates;
  }

  private static Map<String, Double> metrics(List<Double> rates) {
    double first = rates.get(0);
    double last = rates.get(rates.size() - 1);
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put(Metrics.LAST_OVER_FIRST, last / first);
    metrics.put(Metrics.RATE_OF_FIRST, first);
    metrics.put(Metrics.RATE_OF_LAST, last);
    metrics.put(Metrics.PASSES, (double) rates.size());
    return metrics;
  }
}
