package io.eventbus;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import io.eventbus.publish.KafkaAdmins;
import io.eventbus.topic.TopicReport;
import io.eventbus.topic.TopicReport.Difference;
import io.eventbus.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Makes topics that are missing, and compares those that are there. Changes nothing else. */
final class TopicSetup {

  private final Admin admin;
  private final long deadlineNanos;

  private TopicSetup(Admin admin, Duration timeout) {
    this.admin = admin;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  /**
   * Makes the topics that are missing.
   *
   * @throws EventBusException if no broker answers in time, or it refuses
   */
  static TopicReport ensure(
      Map<String, Object> clientProperties, Collection<TopicSpec> topics, Duration timeout) {
    int millis = (int) timeout.toMillis();
    var properties = new HashMap<>(clientProperties);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    try (var admin = KafkaAdmins.create(properties)) {
      return new TopicSetup(admin, timeout).ensure(topics);
    } catch (KafkaException e) {
      throw new EventBusException("topics cannot be set up, see the cause", e);
    }
  }

  private TopicReport ensure(Collection<TopicSpec> topics) {
    var created = new ArrayList<String>();
    var differences = new ArrayList<Difference>();
    for (var topic : topics) {
      if (describe(topic.topic()) == null && create(topic)) {
        created.add(topic.topic());
      } else {
        compare(topic, differences);
      }
    }
    return new TopicReport(created, differences);
  }

  private @Nullable TopicDescription describe(String topic) {
    try {
      return get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic), topic);
    } catch (UnknownTopicOrPartitionException e) {
      return null;
    }
  }

  /** Returns {@code false} if somebody else was faster. */
  private boolean create(TopicSpec topic) {
    var copies = Optional.ofNullable(topic.replication()).map(Integer::shortValue);
    var wanted = new NewTopic(topic.topic(), Optional.ofNullable(topic.partitions()), copies);
    var retention = topic.retention();
    if (retention != null) {
      wanted.configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis())));
    }
    try {
      get(admin.createTopics(List.of(wanted)).all(), topic.topic());
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  private void compare(TopicSpec topic, List<Difference> differences) {
    var actual = describe(topic.topic());
    if (actual == null) {
      return; // made by somebody a moment ago, and not known to this broker yet
    }
    var found = new LinkedHashMap<String, long[]>();
    if (topic.partitions() != null) {
      found.put("partitions", new long[] {topic.partitions(), actual.partitions().size()});
    }
    if (topic.replication() != null) {
      found.put(
          "replication",
          new long[] {topic.replication(), actual.partitions().get(0).replicas().size()});
    }
    var retention = topic.retention();
    if (retention != null) {
      found.put(
          TopicConfig.RETENTION_MS_CONFIG,
          new long[] {retention.toMillis(), retentionOf(topic.topic())});
    }
    found.forEach(
        (setting, values) -> {
          if (values[0] != values[1]) {
            differences.add(new Difference(topic.topic(), setting, values[0], values[1]));
          }
        });
  }

  private long retentionOf(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var configs = get(admin.describeConfigs(List.of(resource)).values().get(resource), topic);
    return Long.parseLong(configs.get(TopicConfig.RETENTION_MS_CONFIG).value());
  }

  /** Waits for an answer; a refusal comes as the exception of Kafka that it is. */
  private <T> T get(@Nullable KafkaFuture<T> answer, String topic) {
    try {
      return Arguments.requirePresent(answer, "answer")
          .get(Math.max(1, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException refusal) {
        throw refusal;
      }
      throw new EventBusException("topic " + topic + " cannot be set up, see the cause", e);
    } catch (TimeoutException e) {
      throw new EventBusException(
          "no broker has answered in time about topic " + topic + ": is it there?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventBusException("interrupted while topic " + topic + " was set up", e);
    }
  }
}
