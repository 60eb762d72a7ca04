package io.eventbus.test.memory;

import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.CreateTopicsResult.TopicMetadataAndConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Makes results of the admin client whose constructors are not public: those that are protected by
 * a subclass, those that are Kafka's own by reflection.
 */
final class AdminResults {

  private AdminResults() {}

  static DescribeTopicsResult describeTopics(Map<String, KafkaFuture<TopicDescription>> topics) {
    return new DescribeTopicsResult(null, topics) {};
  }

  static CreateTopicsResult createTopics(Map<String, KafkaFuture<TopicMetadataAndConfig>> topics) {
    return new CreateTopicsResult(topics) {};
  }

  static DescribeConfigsResult describeConfigs(Map<ConfigResource, KafkaFuture<Config>> configs) {
    return new DescribeConfigsResult(configs) {};
  }

  static ListTopicsResult listTopics(KafkaFuture<Map<String, TopicListing>> topics) {
    return make(ListTopicsResult.class, topics);
  }

  static DescribeClusterResult describeCluster(KafkaFuture<String> id, Node node) {
    KafkaFuture<Collection<Node>> nodes = id.thenApply(known -> List.of(node));
    return make(
        DescribeClusterResult.class,
        nodes,
        id.thenApply(known -> node),
        id,
        id.thenApply(known -> null));
  }

  static ListConsumerGroupOffsetsResult groupOffsets(
      String group, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> offsets) {
    return make(
        ListConsumerGroupOffsetsResult.class, Map.of(CoordinatorKey.byGroupId(group), offsets));
  }

  private static <T> T make(Class<T> type, Object... arguments) {
    try {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == arguments.length) {
          constructor.setAccessible(true);
          return type.cast(constructor.newInstance(arguments));
        }
      }
      throw new IllegalStateException("this version of kafka-clients makes " + type + " otherwise");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
