package io.eventbus.cli.cluster;

import io.eventbus.cli.settings.KafkaAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far groups are, asked of the brokers. For one thread. */
final class GroupLags {

  private final KafkaAccess kafka;

  GroupLags(KafkaAccess kafka) {
    this.kafka = kafka;
  }

  List<String> groups() {
    var options = ListGroupsOptions.forConsumerGroups();
    return kafka.get(kafka.admin().listGroups(options).all()).stream()
        .map(GroupListing::groupId)
        .sorted()
        .toList();
  }

  /** Who is in each group, and in which state it is. */
  Map<String, ConsumerGroupDescription> describe(Collection<String> groups) {
    return kafka.get(kafka.admin().describeConsumerGroups(groups).all());
  }

  /** The partitions that it reads, or has read, by topic and number. */
  List<PartitionLag> partitions(ConsumerGroupDescription group) {
    var saved = saved(group.groupId());
    var readers = readers(group);
    var partitions = new HashSet<>(readers.keySet());
    partitions.addAll(saved.keySet());
    var begins = Offsets.of(kafka, partitions, OffsetSpec.earliest());
    var ends = Offsets.of(kafka, partitions, OffsetSpec.latest());
    var lags = new ArrayList<PartitionLag>();
    for (var each : partitions) {
      var committed = saved.get(each);
      long end = ends.getOrDefault(each, 0L);
      long from = committed == null ? begins.getOrDefault(each, end) : committed;
      long lag = Math.max(0, end - from);
      var reader = readers.get(each);
      lags.add(new PartitionLag(each.topic(), each.partition(), committed, end, lag, reader));
    }
    lags.sort(Comparator.comparing(PartitionLag::topic).thenComparing(PartitionLag::partition));
    return lags;
  }

  private Map<TopicPartition, Long> saved(String group) {
    return positions(
        kafka.get(kafka.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
  }

  private static Map<TopicPartition, Long> positions(
      Map<TopicPartition, @Nullable OffsetAndMetadata> offsets) {
    var positions = new HashMap<TopicPartition, Long>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            positions.put(partition, offset.offset());
          }
        });
    return positions;
  }

  private static Map<TopicPartition, String> readers(ConsumerGroupDescription group) {
    var readers = new HashMap<TopicPartition, String>();
    for (var member : group.members()) {
      var name = member.clientId() + member.host();
      member.assignment().topicPartitions().forEach(each -> readers.put(each, name));
    }
    return readers;
  }
}
