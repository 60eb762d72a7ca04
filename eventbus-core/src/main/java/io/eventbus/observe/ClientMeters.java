package io.eventbus.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka's own clients measure, by Micrometer's binder, which looks once a minute for metrics
 * that have come or gone. Safe to share between threads.
 */
final class ClientMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final Looking looking = new Looking();

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
    var looks = looking.begin(() -> metrics.bindTo(registry));
    return () -> looks.end(metrics::close);
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  /** The looks at one client, until it is closed. */
  private static final class Looks implements Runnable {

    private @Nullable Runnable look;
    private @Nullable ScheduledFuture<?> next;

    @Override
    public synchronized void run() {
      if (look != null) {
        look.run();
      }
    }

    /** Looks no more, so that what is taken away stays away. */
    synchronized void end(Runnable hiding) {
      look = null;
      if (next != null) {
        next.cancel(false);
      }
      Onlookers.tell(hiding);
    }
  }

  /**
   * The binder never ends its looks on a thread that is not its own: they would hold on to each
   * client that ever was, and show it again.
   */
  private static final class Looking extends ScheduledThreadPoolExecutor {

    private Looks current = new Looks();

    Looking() {
      super(1, Looking::thread);
      setRemoveOnCancelPolicy(true);
    }

    private static Thread thread(Runnable work) {
      var thread = new Thread(work, "eventbus-client-meters");
      thread.setDaemon(true);
      return thread;
    }

    synchronized Looks begin(Runnable binding) {
      current = new Looks();
      Onlookers.tell(binding);
      return current;
    }

    @Override
    public synchronized ScheduledFuture<?> scheduleAtFixedRate(
        Runnable look, long first, long period, TimeUnit unit) {
      current.look = look;
      var next = super.scheduleAtFixedRate(current, first, period, unit);
      current.next = next;
      return next;
    }
  }
}
