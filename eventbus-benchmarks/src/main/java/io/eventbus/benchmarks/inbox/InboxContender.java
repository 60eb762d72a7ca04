package io.eventbus.benchmarks.inbox;

import io.eventbus.benchmarks.contender.ConsumeContender;
import io.eventbus.benchmarks.contender.ConsumeRequest;

/** A way to consume events that each insert a row. */
@FunctionalInterface
public interface InboxContender {

  /** Starts a consumer and returns at once. */
  ConsumeContender.Running start(ConsumeRequest request, EffectWatch watch);
}
