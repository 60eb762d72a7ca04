package io.eventbus.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this member has, and what happens when they come and go: a revoked one may
 * finish what runs, within a bound, then its progress is saved; a lost one is dropped, since
 * another member has it already. Belongs to the polling thread, which also calls the listener.
 */
final class Assignments implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Assignments.class);
  static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

  private final PartitionFactory factory;
  private final Function<Collection<TopicPartition>, Map<TopicPartition, StartPosition>> starts;
  private final OffsetCommitter committer;
  private final Duration revokeTimeout;
  private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
  private boolean everAssigned;

  Assignments(
      PartitionFactory factory,
      Function<Collection<TopicPartition>, Map<TopicPartition, StartPosition>> starts,
      OffsetCommitter committer,
      Duration revokeTimeout) {
    this.factory = factory;
    this.starts = starts;
    this.committer = committer;
    this.revokeTimeout = revokeTimeout;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    everAssigned = true;
    add(assigned, starts.apply(assigned));
    log.info("assigned {}", assigned);
  }

  private void add(Collection<TopicPartition> names, Map<TopicPartition, StartPosition> positions) {
    for (var name : names) {
      var start = positions.getOrDefault(name, StartPosition.UNKNOWN);
      partitions.put(name, factory.create(name, start));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    giveUp(revoked);
    log.info("gave up {}", revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    remove(lost).forEach(AssignedPartition::stop);
    factory.dropAbandoned();
    log.warn("lost {}: what was not saved comes again at another member", lost);
  }

  /** Gives all partitions up as in a rebalance, and begins with them anew elsewhere. */
  void move(Function<Collection<TopicPartition>, Map<TopicPartition, StartPosition>> to) {
    var names = Set.copyOf(partitions.keySet());
    giveUp(names);
    add(names, to.apply(names));
    log.info("moved to other positions: {}", names);
  }

  private void giveUp(Collection<TopicPartition> names) {
    var given = remove(names);
    if (!stop(given, revokeTimeout)) {
      log.warn("handlers of {} still run after {}: their events come again", names, revokeTimeout);
    }
    committer.commitNow(given, COMMIT_TIMEOUT);
    factory.dropAbandoned();
  }

  private List<AssignedPartition> remove(Collection<TopicPartition> names) {
    var removed = new ArrayList<AssignedPartition>();
    for (var name : names) {
      var partition = partitions.remove(name);
      if (partition != null) {
        removed.add(partition);
      }
    }
    return removed;
  }

  /** Stops partitions and waits for their running handlers; {@code false} if some run on. */
  private static boolean stop(Collection<AssignedPartition> stopping, Duration timeout) {
    try {
      stopAll(stopping).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static CompletableFuture<Void> stopAll(Collection<AssignedPartition> stopping) {
    stopping.forEach(AssignedPartition::stop);
    return CompletableFuture.allOf(
        stopping.stream().map(AssignedPartition::quiet).toArray(CompletableFuture[]::new));
  }

  /** Stops all partitions; the result completes when none of their handlers runs any more. */
  CompletableFuture<Void> stop() {
    return stopAll(partitions.values());
  }

  /**
   * Gives all partitions up without waiting: they are stopped and saved already, or never will be.
   */
  void forget() {
    partitions.values().forEach(AssignedPartition::stop);
    partitions.clear();
  }

  /** Whether the group has ever given this member its share, even an empty one. */
  boolean everAssigned() {
    return everAssigned;
  }

  /** Notes up to where partitions were read: what stands before is handed over. */
  void readTo(Map<TopicPartition, OffsetAndMetadata> next) {
    next.forEach(
        (name, offset) -> {
          var partition = partitions.get(name);
          if (partition != null) {
            partition.readTo(offset.offset());
          }
        });
  }

  Collection<AssignedPartition> all() {
    return partitions.values();
  }

  @Nullable AssignedPartition find(TopicPartition name) {
    return partitions.get(name);
  }
}
