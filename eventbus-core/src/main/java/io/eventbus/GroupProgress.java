package io.eventbus;

import io.eventbus.event.EventBusException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether a consumer group has saved its progress up to what its topics held when this was first
 * asked. For one thread.
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
    try (var admin = Admin.create(clientProperties)) {
      var saved = saved(admin);
      if (ends == null) {
        ends = ends(admin, saved.keySet());
      }
      return ends.entrySet().stream()
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

  /** Of all partitions of the topics, since one may have no saved progress yet. */
  private static Map<TopicPartition, Long> ends(Admin admin, Collection<TopicPartition> known) {
    var topics = known.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    get(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            latest.put(
                                new TopicPartition(topic, partition.partition()),
                                OffsetSpec.latest())));
    var ends = new HashMap<TopicPartition, Long>();
    get(admin.listOffsets(latest).all())
        .forEach((partition, offset) -> ends.put(partition, offset.offset()));
    return ends;
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
