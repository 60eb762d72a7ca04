package io.eventbus.test.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's part in its group. What is taken away is given up one by one, as by the cooperative
 * protocol: what stays is read on meanwhile. For the thread of the consumer.
 */
final class Membership {

  /** The longest metadata of a saved offset, as a broker's {@code offset.metadata.max.bytes}. */
  private static final int MAX_METADATA = 4096;

  private final MemoryBroker broker;
  private final MemoryGroup group;
  private final GroupMember member;
  private final Positions positions;
  private @Nullable ConsumerRebalanceListener listener;

  /** Joins; the group knows that somebody comes, also before it is known for which topics. */
  Membership(MemoryBroker broker, String group, Positions positions) {
    this.broker = broker;
    this.group = broker.exclusively(() -> broker.group(group));
    this.member = broker.exclusively(this.group::join);
    this.positions = positions;
  }

  void subscribe(Predicate<String> wants, ConsumerRebalanceListener listener) {
    this.listener = listener;
    broker.change(
        () -> {
          member.subscribe(wants);
          group.share(broker.topics());
        });
  }

  /** Gives up and takes partitions until it has what its group wants it to have. */
  void move() {
    var told = listener;
    if (told == null) {
      return;
    }
    for (var move = next(); move != null; move = next()) {
      if (move.revokes()) {
        giveUp(told, move.partitions());
      } else {
        positions.add(move.partitions());
        told.onPartitionsAssigned(move.partitions());
        broker.progress(() -> member.told(true));
      }
    }
  }

  private GroupMember.@Nullable Move next() {
    return broker.exclusively(
        () -> {
          var move = member.next();
          if (move != null) {
            member.told(false);
          }
          return move;
        });
  }

  private void giveUp(ConsumerRebalanceListener told, Collection<TopicPartition> partitions) {
    try {
      told.onPartitionsRevoked(partitions);
    } finally {
      positions.remove(partitions);
      broker.change(
          () -> {
            member.gave(partitions);
            member.told(true);
          });
    }
  }

  void leave() {
    var owned = List.copyOf(positions.assigned());
    try {
      if (listener != null && !owned.isEmpty()) {
        listener.onPartitionsRevoked(owned);
      }
    } finally {
      broker.change(() -> group.leave(member, broker.topics()));
    }
  }

  void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    broker.requireUp();
    for (var offset : offsets.values()) {
      if (offset.metadata().length() > MAX_METADATA) {
        throw new OffsetMetadataTooLarge("more than " + MAX_METADATA + " characters");
      }
    }
    broker.progress(() -> group.committed().putAll(offsets));
  }

  Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
    return broker.answer(
        () -> {
          var found = new HashMap<TopicPartition, @Nullable OffsetAndMetadata>();
          for (var partition : partitions) {
            found.put(partition, group.committed().get(partition));
          }
          return found;
        });
  }
}
