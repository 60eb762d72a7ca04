package io.eventbus.it;

import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.it.Fixture.Named;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.eventbus.test.memory.InMemoryKafka;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a test needs that starts a bus, publishes, handles and closes it. */
@Tag("long") // as far as the figures go; that it works is shown elsewhere
@WithKafka
@Timeout(120)
final class InMemorySpeedIT {

  private static final Logger log = LoggerFactory.getLogger(InMemorySpeedIT.class);

  private final KafkaCluster kafka;

  InMemorySpeedIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void aTestInMemoryTakesAFractionOfOneOnABroker() {
    var memory = medianMicros(300, this::inMemory);
    var broker = medianMicros(10, () -> handleOne(Ground.of(kafka)));

    log.warn(
        "a bus in memory: {} us, on the broker: {} us, {} times", memory, broker, broker / memory);
    assertThat(broker).isGreaterThan(5 * memory);
  }

  private void inMemory() {
    try (var memory = InMemoryKafka.create()) {
      handleOne(Ground.of(memory));
    }
  }

  private static void handleOne(Ground ground) {
    var handled = new CompletableFuture<Void>();
    try (var bus = ground.bus().topicPrefix(unique("speed")).build()) {
      bus.consumer(unique("speed"))
          .on(Named.class, (event, context) -> handled.complete(null))
          .start();
      bus.publish(new Named("ada"));
      assertThat(handled).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  private static long medianMicros(int runs, Runnable run) {
    run.run();
    var nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      long begin = System.nanoTime();
      run.run();
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return nanos[runs / 2] / 1000;
  }
}
