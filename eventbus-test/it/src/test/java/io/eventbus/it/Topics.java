package io.eventbus.it;

import static org.awaitility.Awaitility.await;

import io.eventbus.test.KafkaCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Changes topics, and looks at them, as an operator would. */
final class Topics {

  private Topics() {}

  static void setConfig(KafkaCluster kafka, String topic, String name, String value)
      throws InterruptedException, ExecutionException {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var admin = Admin.create(config)) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
  }

  /** Deletes a topic and returns when it is gone. */
  static void delete(KafkaCluster kafka, String topic)
      throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
    }
  }

  /** How many records it holds, as long as none was removed. */
  static int size(KafkaCluster kafka, String topic)
      throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var ends = new HashMap<TopicPartition, OffsetSpec>();
      for (int i = 0; i < partitions(kafka, topic); i++) {
        ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
      }
      return (int)
          admin.listOffsets(ends).all().get().values().stream()
              .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
              .sum();
    }
  }

  static int partitions(KafkaCluster kafka, String topic)
      throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var found = admin.describeTopics(List.of(topic)).allTopicNames().get();
      return found.get(topic).partitions().size();
    }
  }
}
