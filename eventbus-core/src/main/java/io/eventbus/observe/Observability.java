package io.eventbus.observe;

import io.eventbus.event.Arguments;

/**
 * What a bus tells about itself, besides its health. Immutable.
 *
 * @param meters what it measures
 * @param tracing what it observes
 * @param logContext whether handlers find their event in the context of the log
 */
public record Observability(BusMeters meters, BusTracing tracing, boolean logContext) {

  /** Checks the arguments. */
  public Observability {
    Arguments.requirePresent(meters, "meters");
    Arguments.requirePresent(tracing, "tracing");
  }

  /** Tells nothing. */
  public static Observability none() {
    return new Observability(BusMeters.none(), BusTracing.none(), false);
  }
}
