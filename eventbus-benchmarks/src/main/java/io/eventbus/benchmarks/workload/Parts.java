package io.eventbus.benchmarks.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The equal parts of a backlog, in their order. Used by one thread. */
final class Parts {

  private final List<Part> parts = new ArrayList<>();

  /** A part of the backlog: its rate and the largest heap during it. */
  private record Part(double rate, double peakHeap) {}

  void add(double rate, double peakHeap) {
    parts.add(new Part(rate, peakHeap));
  }

  Map<String, Double> metrics() {
    var first = parts.get(0);
    var last = parts.get(parts.size() - 1);
    var settled = parts.subList(1, parts.size());
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put(Metrics.RATE, parts.size() / each(parts, part -> 1 / part.rate()).sum());
    metrics.put(Metrics.LAST_OVER_FIRST, last.rate() / first.rate());
    metrics.put(
        Metrics.UNEVENNESS,
        each(settled, Part::rate).max().orElseThrow()
            / each(settled, Part::rate).min().orElseThrow());
    metrics.put(Metrics.PEAK_HEAP, each(parts, Part::peakHeap).max().orElseThrow());
    metrics.put(Metrics.HEAP_GROWTH, last.peakHeap() / settled.get(0).peakHeap());
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
