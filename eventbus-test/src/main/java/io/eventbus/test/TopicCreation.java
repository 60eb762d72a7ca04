package io.eventbus.test;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates one topic through a client of its own. */
final class TopicCreation {

  private TopicCreation() {}

  static void create(
      String bootstrapServers, String name, int partitions, Map<String, String> configs) {
    requireNonNull(name, "name");
    requireNonNull(configs, "configs");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1 but is " + partitions);
    }
    var topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
    topic.configs(Map.copyOf(configs));
    Map<String, Object> client =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (var admin = Admin.create(client)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new KafkaClusterException("Cannot create the topic " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaClusterException("Interrupted while creating the topic " + name, e);
    }
  }
}
