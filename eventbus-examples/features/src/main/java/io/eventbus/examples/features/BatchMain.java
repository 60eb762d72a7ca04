package io.eventbus.examples.features;

import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A handler gets many events at once: one statement or one request for all of them. */
public final class BatchMain {

  private static final int EVENTS = 1_000;

  @EventType("page.visited")
  record PageVisited(int visit) implements IntegrationEvent {}

  private BatchMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(BatchMain::show);
  }

  static void show(String servers, PrintStream out) throws Exception {
    var counted = new CountDownLatch(EVENTS);
    try (var bus = Feature.bus(servers).build()) {
      var visits = IntStream.range(0, EVENTS).mapToObj(PageVisited::new).toList();
      var report = bus.publishAll(visits).toCompletableFuture().get();
      out.printf("published %d, failed %d%n", visits.size(), report.failed().size());

      bus.consumer("statistics")
          .onBatch(
              PageVisited.class,
              SubscriptionOptions.defaults()
                  .withBatch(new BatchOptions(400, Duration.ofMillis(200))),
              events -> {
                out.printf("%d visits in one statement%n", events.size());
                events.forEach(event -> counted.countDown());
              })
          .start();
      Feature.await(counted);
    }
  }
}
