package io.eventbus.examples.features;

import io.eventbus.EventBus;
import io.eventbus.EventBusBuilder;
import io.eventbus.test.EmbeddedKafka;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One feature, shown at work on a broker. Ends by itself. */
@FunctionalInterface
interface Feature {

  /**
   * Shows it.
   *
   * @param servers where the brokers are
   * @param out what there is to see, line by line
   */
  void show(String servers, PrintStream out) throws Exception;

  /** Shows a feature on the brokers of {@code KAFKA_BROKERS}, or on one that is made for it. */
  static void main(Feature feature) throws Exception {
    var servers = System.getenv("KAFKA_BROKERS");
    if (servers != null && !servers.isBlank()) {
      feature.show(servers, System.out);
      return;
    }
    try (var kafka = EmbeddedKafka.builder().start()) {
      feature.show(kafka.bootstrapServers(), System.out);
    }
  }

  /** A bus for a feature, to which more can be said. */
  static EventBusBuilder bus(String servers) {
    return EventBus.builder().bootstrapServers(servers).source("features").topicPrefix("features");
  }

  /** Waits until something has happened as often as it should. */
  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nothing happened within 30 seconds");
    }
  }
}
