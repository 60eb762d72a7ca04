package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.SampleHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a topic from its beginning with a new group in each pass. */
record ConsumeWorkload(long handlerMillis) implements Workload {

  /** What a handler takes that does something. */
  static final long HANDLER_MILLIS = 5;

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    return Passes.measure(() -> pass(job));
  }

  private Map<String, Double> pass(Job job) throws InterruptedException {
    var tally = new Tally();
    SampleHandler handler =
        event -> {
          tally.begin();
          if (handlerMillis > 0) {
            Thread.sleep(handlerMillis);
          }
          tally.end();
        };
    var metrics = new LinkedHashMap<String, Double>();
    long start = System.nanoTime();
    Consumption.run(job, job.topic(), handler, () -> metrics.putAll(numbers(job, tally, start)));
    return metrics;
  }

  /** Waits for all events, and looks before the consumer closes. */
  private Map<String, Double> numbers(Job job, Tally tally, long start) {
    double seconds = (tally.await(job.events()) - tally.begun()) / 1e9;
    double allocated = tally.allocated();
    double rate = job.events() / seconds;
    return handlerMillis > 0
        ? Map.of(
            Metrics.RATE,
            rate,
            Metrics.SHARE_OF_IDEAL,
            rate * handlerMillis / job.concurrency() / 1000)
        : Map.of(
            Metrics.RATE, rate,
            Metrics.ALLOCATED, allocated / job.events(),
            Metrics.FIRST_EVENT, (tally.begun() - start) / 1e6);
  }
}
