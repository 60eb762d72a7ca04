package io.eventbus.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * What Kafka's own clients measure, by Micrometer's binder, which looks once a minute for metrics
 * that have come or gone. Safe to share between threads.
 */
final class ClientMeters {

  private static final long LONGEST_LOOK_SECONDS = 5;

  private final MeterRegistry registry;

  ClientMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  Runnable bind(Producer<?, ?> producer) {
    return bind(looks -> new KafkaClientMetrics(producer, Tags.empty(), looks));
  }

  Runnable bind(Consumer<?, ?> consumer) {
    return bind(looks -> new KafkaClientMetrics(consumer, Tags.empty(), looks));
  }

  /**
   * On a thread of its own for each client: on one that is shared the binder would look for ever,
   * and hold on to each client that ever was.
   */
  private Runnable bind(Function<ScheduledExecutorService, KafkaClientMetrics> binder) {
    var looks = Executors.newSingleThreadScheduledExecutor(ClientMeters::thread);
    var metrics = binder.apply(looks);
    Onlookers.tell(() -> metrics.bindTo(registry));
    return () -> {
      end(looks); // first, so that what is taken away stays away
      Onlookers.tell(metrics::close);
    };
  }

  private static void end(ScheduledExecutorService looks) {
    looks.shutdown();
    try {
      if (!looks.awaitTermination(LONGEST_LOOK_SECONDS, TimeUnit.SECONDS)) {
        looks.shutdownNow();
      }
    } catch (InterruptedException e) {
      looks.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "eventbus-client-meters");
    thread.setDaemon(true);
    return thread;
  }
}
