package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is observed, from {@link BusTracing} on to {@link #end}. Throws nothing that an
 * observer throws. May go from thread to thread.
 */
public final class MessageSpan {

  static final MessageSpan NONE = new MessageSpan(Observation.NOOP, Observation.NOOP);

  private final Observation observation;

  /** What it is a part of, and ends with it; mostly nothing. */
  private final Observation around;

  MessageSpan(Observation observation, Observation around) {
    this.observation = observation;
    this.around = around;
  }

  /** Makes it the current one of the calling thread while the work runs. */
  public <T> T within(Supplier<T> work) {
    Arguments.requirePresent(work, "work");
    var scope = open();
    try {
      return Arguments.requirePresent(work.get(), "what the work gives");
    } finally {
      scope.run();
    }
  }

  /** Makes it the current one of the calling thread until the result is run there. */
  public Runnable open() {
    if (this == NONE) {
      return MessageSpan::nothing;
    }
    var registry = observation.getObservationRegistry();
    var before = registry.getCurrentObservationScope();
    try {
      var scope = observation.openScope();
      return () -> close(scope, registry, before);
    } catch (Throwable e) {
      Onlookers.failed(e);
      var half = registry.getCurrentObservationScope();
      if (half != null && half != before) {
        close(half, registry, before);
      }
      return MessageSpan::nothing;
    }
  }

  private static void nothing() {}

  /** The thread goes on with others' events: nothing of this one may stay. */
  private static void close(
      Observation.Scope scope, ObservationRegistry registry, Observation.@Nullable Scope before) {
    try {
      scope.close();
    } catch (Throwable e) {
      Onlookers.failed(e);
      registry.setCurrentObservationScope(before);
    }
  }

  /**
   * It is over.
   *
   * @param failure why it failed, {@code null} if it did not
   */
  public void end(@Nullable Throwable failure) {
    if (this != NONE) {
      end(observation, failure);
      end(around, failure);
    }
  }

  private static void end(Observation observation, @Nullable Throwable failure) {
    if (failure != null) {
      Onlookers.tell(() -> observation.error(failure));
    }
    Onlookers.tell(observation::stop);
  }
}
