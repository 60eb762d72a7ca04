package io.eventbus.retry;

import io.eventbus.event.Arguments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts the attempts of events under one policy. Safe to share between threads; an {@link
 * Attempts} belongs to one event and is used by one thread at a time.
 */
public interface Retries {

  /** The counter of a new event, at its first attempt. */
  Attempts start();

  /**
   * Whether this failure says that something the handlers need is away; then no attempt is spent.
   */
  boolean isOutage(Throwable failure);

  /**
   * How long to wait in an outage before the next try.
   *
   * @param tries how many have been made, at least 1
   */
  Duration outageWait(int tries);

  /** The counter that obeys this policy. */
  static Retries of(RetryPolicy policy) {
    return new Resilience4jRetries(Arguments.requirePresent(policy, "policy"));
  }

  /** The attempts of one event. */
  interface Attempts {

    /** Which attempt is being made, counted from 1. */
    int number();

    /**
     * Notes that the present attempt failed.
     *
     * @return how long to wait before the next, {@code null} if there is none
     */
    @Nullable Duration failed(Throwable failure);

    /** Whether the last failure was of a kind that is not worth another attempt. */
    boolean refused();
  }
}
