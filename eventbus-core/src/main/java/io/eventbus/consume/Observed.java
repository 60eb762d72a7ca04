package io.eventbus.consume;

import io.eventbus.observe.BusTracing;
import io.eventbus.observe.GroupMeters;
import io.eventbus.observe.MemberMeters;
import io.eventbus.observe.Observability;

/** What looks on while a member of a group handles events. */
record Observed(
    String group, GroupMeters meters, MemberMeters member, BusTracing tracing, boolean logs) {

  static Observed by(Observability observability, String group) {
    var meters = observability.meters().group(group);
    return new Observed(
        group,
        meters,
        meters.member(),
        observability.tracing(),
        observability.logContext() && LogContext.exists());
  }
}
