package io.eventbus.test.memory;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer as a part of its group: it gives up what it is to have no longer, and takes what
 * nobody else has. Guarded by the lock of the broker.
 */
final class GroupMember {

  /** What a member has to do next, so that it has what it is to have. */
  record Move(boolean revokes, List<TopicPartition> partitions) {}

  private final String id;
  private final MemoryGroup group;

  /** {@code null} until it has subscribed. */
  private @Nullable Predicate<String> wants;

  private final Set<TopicPartition> owned = new LinkedHashSet<>();
  private Set<TopicPartition> target = new LinkedHashSet<>();
  private int seenGeneration;
  private boolean told = true;

  GroupMember(String id, MemoryGroup group) {
    this.id = id;
    this.group = group;
  }

  String id() {
    return id;
  }

  MemoryGroup group() {
    return group;
  }

  void subscribe(Predicate<String> wants) {
    this.wants = wants;
  }

  boolean wants(String topic) {
    return wants != null && wants.test(topic);
  }

  Set<TopicPartition> target() {
    return target;
  }

  void target(Set<TopicPartition> target) {
    this.target = target;
  }

  Set<TopicPartition> owned() {
    return owned;
  }

  /** Whether it has all that it is to have, and has been told. */
  boolean settled() {
    return wants != null && told && seenGeneration == group.generation() && owned.equals(target);
  }

  /** Notes whether it knows of its last move. */
  void told(boolean told) {
    this.told = told;
  }

  /** The next move; {@code null} while there is none. */
  @Nullable Move next() {
    if (wants == null) {
      return null;
    }
    var given = owned.stream().filter(partition -> !target.contains(partition)).toList();
    if (!given.isEmpty()) {
      return new Move(true, given);
    }
    var taken =
        target.stream()
            .filter(partition -> !owned.contains(partition) && group.isFree(partition))
            .toList();
    if (taken.isEmpty() && seenGeneration == group.generation()) {
      return null;
    }
    seenGeneration = group.generation();
    owned.addAll(taken);
    return new Move(false, taken);
  }

  /** Ends a move: what it gave up is free from now on. */
  void gave(Collection<TopicPartition> partitions) {
    owned.removeAll(partitions);
  }
}
