package io.eventbus.consume;

import io.eventbus.observe.BusTracing;
import io.eventbus.observe.GroupMeters;
import io.eventbus.observe.Observability;

/** What looks on while the events of a group are handled. */
record Observed(String group, GroupMeters meters, BusTracing tracing, boolean logs) {

  static Observed by(Observability observability, String group) {
    return new Observed(
        group,
        observability.meters().group(group),
        observability.tracing(),
        observability.logContext() && LogContext.exists());
  }
}
