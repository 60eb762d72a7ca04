package io.eventbus.benchmarks;

import static io.eventbus.benchmarks.contender.Contenders.EVENTBUS;
import static io.eventbus.benchmarks.contender.Contenders.MEASURED;
import static io.eventbus.benchmarks.contender.Contenders.OBSERVABLE;
import static io.eventbus.benchmarks.contender.Contenders.PARALLEL;
import static io.eventbus.benchmarks.contender.Contenders.RAW;
import static io.eventbus.benchmarks.contender.Contenders.RAW_POOL;
import static io.eventbus.benchmarks.contender.Contenders.SPRING;
import static io.eventbus.benchmarks.inbox.InboxContenders.BATCH;
import static io.eventbus.benchmarks.inbox.InboxContenders.NO_INBOX;
import static io.eventbus.benchmarks.outbox.OutboxContenders.BARE;
import static io.eventbus.benchmarks.outbox.OutboxContenders.GRUELBOX;
import static io.eventbus.benchmarks.outbox.OutboxContenders.MODULITH;
import static io.eventbus.benchmarks.outbox.OutboxContenders.NAMASTACK;
import static io.eventbus.benchmarks.outbox.OutboxContenders.PLAIN;

import io.eventbus.benchmarks.report.Target;
import io.eventbus.benchmarks.report.Target.Rule;
import io.eventbus.benchmarks.start.StartApplication;
import io.eventbus.benchmarks.workload.Metrics;
import java.util.List;

/** What this library is to reach. */
final class Targets {

  /** All, in the order of the scenarios. */
  static final List<Target> ALL =
      List.of(
          atLeast("publish", 0.97, RAW),
          atLeast("consume", 0.95, RAW),
          atLeast("consume", 1.4, SPRING),
          atLeast("consume", 10, PARALLEL),
          new Target("consume", Metrics.ALLOCATED, Rule.AT_MOST_TIMES, RAW, 1.5),
          atLeast("consume-unique-keys", 20, PARALLEL),
          atLeast("observed", 0.97, EVENTBUS).of(OBSERVABLE),
          atLeast("observed", 0.97, EVENTBUS).of(MEASURED),
          // The pool reaches the ideal or the limit of the processor, whichever is lower.
          atLeast("work-64", 0.9, RAW_POOL),
          atLeast("work-64", 1.4, PARALLEL),
          atLeast("work-1000", 0.9, RAW_POOL),
          atLeast("work-1000", 1.4, PARALLEL),
          atMost("hot-key", Metrics.SLOWDOWN, 1.1),
          atMost("failures", Metrics.SLOWDOWN, 2),
          new Target("latency", Metrics.P99, Rule.AT_MOST_ABOVE, RAW, 2),
          atMost("backlog", Metrics.UNEVENNESS, 1.25),
          atMost("backlog", Metrics.HEAP_GROWTH, 1.25),
          atLeast("inbox", 0.7, NO_INBOX),
          atLeast("inbox", 5, EVENTBUS).of(BATCH),
          atLeast("outbox-drain", 0.9, BARE),
          atLeast("outbox-drain", 10, GRUELBOX),
          atLeast("outbox-drain", 10, MODULITH),
          atLeast("outbox-drain", 10, NAMASTACK),
          new Target("outbox-backlog", Metrics.LAST_OVER_FIRST, Rule.AT_LEAST, "", 0.9),
          atLeast("outbox-transactions", 0.9, PLAIN),
          atLeast("outbox-transactions", 1, BARE),
          atLeast("outbox-transactions", 1, GRUELBOX),
          atLeast("outbox-transactions", 1, MODULITH),
          atLeast("outbox-transactions", 1, NAMASTACK),
          atMostOf(Metrics.P50, GRUELBOX),
          atMostOf(Metrics.P50, MODULITH),
          atMostOf(Metrics.P50, NAMASTACK),
          atMostOf(Metrics.P99, GRUELBOX),
          atMostOf(Metrics.P99, MODULITH),
          atMostOf(Metrics.P99, NAMASTACK),
          startsWithin("start"),
          startsWithin("start-alone"));

  private Targets() {}

  private static Target atLeast(String scenario, double factor, String baseline) {
    return new Target(scenario, Metrics.RATE, Rule.AT_LEAST_TIMES, baseline, factor);
  }

  private static Target atMostOf(String latency, String baseline) {
    return new Target("outbox-latency", latency, Rule.AT_MOST_TIMES, baseline, 1);
  }

  private static Target startsWithin(String scenario) {
    var plain = StartApplication.PLAIN.contender();
    return new Target(scenario, Metrics.READY, Rule.AT_MOST_ABOVE, plain, 150);
  }

  private static Target atMost(String scenario, String metric, double bound) {
    return new Target(scenario, metric, Rule.AT_MOST, "", bound);
  }
}
