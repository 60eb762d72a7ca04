package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.inbox.EffectWatch;
import io.eventbus.benchmarks.inbox.InboxContender;
import io.eventbus.benchmarks.inbox.InboxContenders;
import io.eventbus.benchmarks.outbox.OutboxDatabase;
import io.eventbus.jdbc.JdbcSchema;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a topic from its beginning, and each event inserts a row in a database of this JVM. */
final class InboxWorkload implements Workload {

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    try (var database = new OutboxDatabase()) {
      JdbcSchema.create(database.pool());
      var contender = InboxContenders.of(job.contender(), database);
      return Passes.measure(() -> pass(job, contender, database));
    }
  }

  @SuppressWarnings("try") // the consumer only has to be there
  private static Map<String, Double> pass(
      Job job, InboxContender contender, OutboxDatabase database) throws InterruptedException {
    database.execute("truncate business");
    var tally = new Tally();
    try (var consumer = contender.start(Consumption.request(job, job.topic()), watchOf(tally))) {
      double seconds = (tally.await(job.events()) - tally.begun()) / 1e9;
      requireEffects(job.events(), database);
      return new LinkedHashMap<>(Map.of(Metrics.RATE, job.events() / seconds));
    }
  }

  private static EffectWatch watchOf(Tally tally) {
    return new EffectWatch() {
      @Override
      public void begin() {
        tally.begin();
      }

      @Override
      public void committed(int events) {
        tally.end(events);
      }
    };
  }

  private static void requireEffects(long events, OutboxDatabase database) {
    long rows = database.number("select count(*) from business");
    if (rows != events) {
      throw new IllegalStateException(events + " events had " + rows + " effects");
    }
  }
}
