package io.eventbus.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * What Kafka's own clients measure, by Micrometer's binder, which looks once a minute for metrics
 * that have come or gone. Safe to share between threads.
 */
final class ClientMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "eventbus-client-meters");
            thread.setDaemon(true);
            return thread;
          });

  ClientMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  Runnable bind(Producer<?, ?> producer) {
    return bound(new KafkaClientMetrics(producer, Tags.empty(), looking));
  }

  Runnable bind(Consumer<?, ?> consumer) {
    return bound(new KafkaClientMetrics(consumer, Tags.empty(), looking));
  }

  private Runnable bound(KafkaClientMetrics metrics) {
    metrics.bindTo(registry);
    return metrics::close;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
