package io.eventbus.consume;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the workers do. */
final class ConsumerCounters {

  final LongAdder handled = new LongAdder();
  final LongAdder retried = new LongAdder();
  final LongAdder skipped = new LongAdder();
  final LongAdder deadLettered = new LongAdder();

  ConsumerStatistics snapshot() {
    return new ConsumerStatistics(handled.sum(), retried.sum(), skipped.sum(), deadLettered.sum());
  }
}
