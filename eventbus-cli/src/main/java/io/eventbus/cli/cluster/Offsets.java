package io.eventbus.cli.cluster;

import io.eventbus.cli.settings.KafkaAccess;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where partitions begin and end. */
final class Offsets {

  private Offsets() {}

  static Map<TopicPartition, Long> of(
      KafkaAccess kafka, Collection<TopicPartition> partitions, OffsetSpec which) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    var asked = partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
    var offsets = new HashMap<TopicPartition, Long>();
    kafka
        .get(kafka.admin().listOffsets(asked).all())
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }
}
