package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.SampleEvent;
import io.eventbus.benchmarks.contender.SampleHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the time of the other events, without a hot key among them and with one. */
public final class HotKeyWorkload implements Workload {

  /** The suffix of the topic that has the hot key as well. */
  public static final String TWIN = ".hot";

  /** The number of the teacher whose events are too many. */
  public static final long HOT_TEACHER = -1;

  private static final String HOT_KEY = SampleEvent.keyOf(HOT_TEACHER);

  HotKeyWorkload() {}

  @Override
  public Map<String, Double> run(Job job) throws InterruptedException {
    return Passes.measure(
        () -> {
          double calm = rate(job, job.topic());
          double hot = rate(job, job.topic() + TWIN);
          var metrics = new LinkedHashMap<String, Double>();
          metrics.put(Metrics.RATE, calm);
          metrics.put(Metrics.RATE_WITH_HOT_KEY, hot);
          metrics.put(Metrics.SLOWDOWN, calm / hot);
          return metrics;
        });
  }

  private static double rate(Job job, String topic) throws InterruptedException {
    var others = new Tally();
    SampleHandler handler =
        event -> {
          boolean hot = event.key().equals(HOT_KEY);
          if (!hot) {
            others.begin();
          }
          Thread.sleep(ConsumeWorkload.HANDLER_MILLIS);
          if (!hot) {
            others.end();
          }
        };
    var ended = new AtomicLong();
    Consumption.run(job, topic, handler, () -> ended.set(others.await(job.events())));
    return job.events() * 1e9 / (ended.get() - others.begun());
  }
}
