package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.observation.Observation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is observed, from {@link BusTracing} on to {@link #end}. May go from thread to
 * thread.
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
    return Arguments.requirePresent(observation.scoped(work), "what the work gives");
  }

  /** Makes it the current one of the calling thread until the result is run there. */
  public Runnable open() {
    return observation.openScope()::close;
  }

  /**
   * It is over.
   *
   * @param failure why it failed, {@code null} if it did not
   */
  public void end(@Nullable Throwable failure) {
    if (failure != null) {
      observation.error(failure);
      around.error(failure);
    }
    observation.stop();
    around.stop();
  }
}
