package io.eventbus.consume;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How things stand with a consumer, at most about a second old. Immutable.
 *
 * @param state where it stands in its life
 * @param sinceLastPoll how long ago it last asked the broker for records
 * @param longestRun how long the handler that has been running longest has been at it, until its
 *     stage completes if it is asynchronous; empty if none runs
 * @param partitions its partitions by topic and number
 */
public record ConsumerStatus(
    ConsumerState state,
    Duration sinceLastPoll,
    Optional<Duration> longestRun,
    List<PartitionStatus> partitions) {

  /** Copies the list. */
  public ConsumerStatus {
    partitions = List.copyOf(partitions);
  }

  /** The lag of all partitions together, as far as it is known. */
  public long lag() {
    return partitions.stream().mapToLong(PartitionStatus::lag).filter(lag -> lag > 0).sum();
  }
}
