package io.eventbus.examples.features;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.observe.MeterNames;
import io.eventbus.retry.RetryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What a bus tells of itself through Micrometer, for Prometheus or whatever else reads it. */
public final class MetricsMain {

  @EventType("lesson.attended")
  record LessonAttended(String pupil) implements IntegrationEvent {}

  private MetricsMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(MetricsMain::show);
  }

  static void show(String servers, PrintStream out) throws Exception {
    var meters = new SimpleMeterRegistry();
    var attended = new CountDownLatch(3);
    try (var bus = Feature.bus(servers).meterRegistry(meters).build()) {
      var consumer =
          bus.consumer("attendance-service")
              .retry(
                  RetryPolicy.defaults().withWaits(Duration.ofMillis(1), 1, Duration.ofMillis(1)))
              .on(
                  LessonAttended.class,
                  (event, context) -> {
                    if (event.pupil().equals("grace") && context.attempt() == 1) {
                      throw new IllegalStateException("the register is locked");
                    }
                    attended.countDown();
                  })
              .start();
      for (var pupil : new String[] {"ada", "grace", "alan"}) {
        bus.publish(new LessonAttended(pupil)).toCompletableFuture().get();
      }
      Feature.await(attended);
      consumer.close(); // counts what was still on its way
      out.printf("published: %d%n", meters.get(MeterNames.PUBLISH).timer().count());
      for (var timer : meters.get(MeterNames.HANDLER).timers()) {
        var outcome = timer.getId().getTag(MeterNames.OUTCOME);
        out.printf("attempts that %s: %d%n", outcome, timer.count());
      }
      out.printf("retried: %.0f%n", meters.get(MeterNames.RETRIED).counter().count());
    }
  }
}
