package io.eventbus.consume;

import org.apache.kafka.common.TopicPartition;

/** Makes partitions when they are assigned. */
record PartitionFactory(ConsumerOptions options, int window, Handling handling) {

  AssignedPartition create(TopicPartition name, StartPosition start) {
    return new AssignedPartition(name, options, window, start, handling);
  }

  /** Drops what waits at the gates for partitions that were given up. */
  void dropAbandoned() {
    handling.subscriptions().gates().forEach(Gate::dropAbandoned);
  }
}
