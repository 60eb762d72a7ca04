package io.eventbus.benchmarks.workload;

import java.util.Map;

/** Reads a large backlog once and compares its parts. */
final class BacklogWorkload implements Workload {

  private static final int PARTS = 5;

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    var heap = HeapWatch.start();
    var tally = new Tally();
    var parts = new Parts();
    Consumption.run(
        job,
        job.topic(),
        event -> {
          tally.begin();
          tally.end();
        },
        () -> watch(job.events() / PARTS, tally, heap, parts));
    return parts.metrics();
  }

  private static void watch(long size, Tally tally, HeapWatch heap, Parts parts) {
    long from = 0;
    for (int number = 1; number <= PARTS; number++) {
      long to = tally.await(number * size);
      long begun = number == 1 ? tally.begun() : from;
      parts.add(size * 1e9 / (to - begun), heap.peakMebibytes());
      from = to;
    }
  }
}
