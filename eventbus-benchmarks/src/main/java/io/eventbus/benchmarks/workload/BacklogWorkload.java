package io.eventbus.benchmarks.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Reads a large backlog once and compares its parts. */
final class BacklogWorkload implements Workload {

  private static final int PARTS = 5;

  /** A part of the backlog: its rate and the largest heap during it. */
  private record Part(double rate, double peakHeap) {}

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    var heap = HeapWatch.start();
    var tally = new Tally();
    var parts = new ArrayList<Part>();
    Consumption.run(
        job,
        job.topic(),
        event -> {
          tally.begin();
          tally.end();
        },
        () -> parts.addAll(watch(job.events() / PARTS, tally, heap)));
    return metrics(parts);
  }

  private static List<Part> watch(long size, Tally tally, HeapWatch heap) {
    var parts = new ArrayList<Part>();
    long from = 0;
    for (int number = 1; number <= PARTS; number++) {
      long to = tally.await(number * size);
      long begun = number == 1 ? tally.begun() : from;
      parts.add(new Part(size * 1e9 / (to - begun), heap.peakMebibytes()));
      from = to;
    }
    return parts;
  }

  private static Map<String, Double> metrics(List<Part> parts) {
    var settled = parts.subList(1, parts.size());
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put(
        Metrics.RATE, parts.size() / parts.stream().mapToDouble(part -> 1 / part.rate()).sum());
    metrics.put(
        Metrics.UNEVENNESS,
        each(settled, Part::rate).max().orElseThrow()
            / each(settled, Part::rate).min().orElseThrow());
    metrics.put(Metrics.PEAK_HEAP, each(parts, Part::peakHeap).max().orElseThrow());
    metrics.put(
        Metrics.HEAP_GROWTH,
        settled.get(settled.size() - 1).peakHeap() / settled.get(0).peakHeap());
    for (int i = 0; i < parts.size(); i++) {
      metrics.put("ratePart" + (i + 1), parts.get(i).rate());
      metrics.put("peakHeapPart" + (i + 1), parts.get(i).peakHeap());
    }
    return metrics;
  }

  private static DoubleStream each(List<Part> parts, ToDoubleFunction<Part> number) {
    return parts.stream().mapToDouble(number);
  }
}
