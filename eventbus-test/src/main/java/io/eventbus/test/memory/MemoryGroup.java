package io.eventbus.test.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group: what it has saved, and how its members share the partitions. Everyone keeps
 * what it has as far as that is fair. Guarded by the lock of the broker.
 */
final class MemoryGroup {

  private final String name;
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final List<GroupMember> members = new ArrayList<>();
  private int generation;
  private int joined;

  MemoryGroup(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int generation() {
    return generation;
  }

  List<GroupMember> members() {
    return members;
  }

  Map<TopicPartition, OffsetAndMetadata> committed() {
    return committed;
  }

  GroupMember join() {
    var member = new GroupMember(name + "-" + ++joined, this);
    members.add(member);
    return member;
  }

  void leave(GroupMember member, Collection<MemoryTopic> topics) {
    members.remove(member);
    share(topics);
  }

  boolean isFree(TopicPartition partition) {
    return members.stream().noneMatch(member -> member.owned().contains(partition));
  }

  /** Whether its members have what they are to have. */
  boolean settled() {
    return members.stream().allMatch(GroupMember::settled);
  }

  /** Shares the partitions among the members anew. */
  void share(Collection<MemoryTopic> topics) {
    generation++;
    var shares = new LinkedHashMap<GroupMember, Set<TopicPartition>>();
    var taken = new HashSet<TopicPartition>();
    for (var member : members) {
      var kept = new LinkedHashSet<>(member.target());
      kept.removeIf(partition -> !member.wants(partition.topic()));
      taken.addAll(kept);
      shares.put(member, kept);
    }
    for (var topic : topics) {
      for (var partition : topic.names()) {
        var least = taken.contains(partition) ? null : least(shares, topic.name());
        if (least != null) {
          shares.getOrDefault(least, Set.of()).add(partition);
        }
      }
    }
    while (evenOut(shares)) {}
    shares.forEach(GroupMember::target);
  }

  /** The member with the smallest share of those that want a topic. */
  private static @Nullable GroupMember least(
      Map<GroupMember, Set<TopicPartition>> shares, String topic) {
    return shares.entrySet().stream()
        .filter(share -> share.getKey().wants(topic))
        .min(Comparator.comparingInt(share -> share.getValue().size()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** Moves one partition from a large share to a small one; {@code false} if all is fair. */
  private static boolean evenOut(Map<GroupMember, Set<TopicPartition>> shares) {
    for (var share : shares.values()) {
      for (var partition : share) {
        var least = least(shares, partition.topic());
        var smaller = least == null ? share : shares.getOrDefault(least, share);
        if (share.size() - smaller.size() > 1) {
          share.remove(partition);
          smaller.add(partition);
          return true;
        }
      }
    }
    return false;
  }
}
