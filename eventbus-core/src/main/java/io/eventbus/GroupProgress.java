package io.eventbus;

import io.eventbus.event.EventBusException;
import io.eventbus.publish.KafkaAdmins;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether a consumer group has saved its progress up to what its partitions held when it was first
 * seen at work. For one thread.
 */
final class GroupProgress implements BooleanSupplier {

  private static final long TIMEOUT_SECONDS = 30;

  private final Map<String, Object> clientProperties;
  private final String group;
  private @Nullable Map<TopicPartition, Long> ends;

  GroupProgress(Map<String, Object> clientProperties, String group) {
    this.clientProperties = clientProperties;
    this.group = group;
  }

  @Override
  public boolean getAsBoolean() {
    try (var admin = KafkaAdmins.create(clientProperties)) {
      if (ends == null) {
        ends = ends(admin);
      }
      var saved = saved(admin);
      return ends != null
          && ends.entrySet().stream()
              .allMatch(end -> saved.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
  }

  private Map<TopicPartition, Long> saved(Admin admin) {
    var saved = new HashMap<TopicPartition, Long>();
    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                saved.put(partition, offset.offset());
              }
            });
    return saved;
  }

  /**
   * Of all partitions that its members share, those without any record left out; {@code null} while
   * there are no members, or they are still sharing.
   */
  private @Nullable Map<TopicPartition, Long> ends(Admin admin) {
    var description = get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
    if (description == null || description.groupState() != GroupState.STABLE) {
      return null;
    }
    var shared =
        description.members().stream()
            .flatMap(member -> member.assignment().topicPartitions().stream())
            .toList();
    if (shared.isEmpty()) {
      return null;
    }
    var begins = offsets(admin, shared, OffsetSpec.earliest());
    var ends = offsets(admin, shared, OffsetSpec.latest());
    ends.entrySet().removeIf(end -> end.getValue().equals(begins.get(end.getKey())));
    return ends;
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Collection<TopicPartition> partitions, OffsetSpec which) {
    var asked = partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
    var offsets = new HashMap<TopicPartition, Long>();
    get(admin.listOffsets(asked).all())
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new EventBusException("the progress of the group cannot be read", e.getCause());
    } catch (TimeoutException e) {
      throw new EventBusException("the progress of the group cannot be read in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventBusException("interrupted", e);
    }
  }
}
