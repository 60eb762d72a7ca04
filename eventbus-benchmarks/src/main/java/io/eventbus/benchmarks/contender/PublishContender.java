package io.eventbus.benchmarks.contender;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A way to publish events. Used by one thread. */
public interface PublishContender extends AutoCloseable {

  /**
   * Publishes an event.
   *
   * @param done gets {@code null} once the broker has acknowledged it, otherwise the failure;
   *     called on any thread
   */
  void publish(SampleEvent event, Consumer<@Nullable Throwable> done);

  @Override
  void close();
}
