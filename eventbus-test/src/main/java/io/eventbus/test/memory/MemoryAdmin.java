package io.eventbus.test.memory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.CreateTopicsResult.TopicMetadataAndConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** What a bus asks an admin client, answered at once. Safe to share between threads. */
final class MemoryAdmin {

  private static final String WEEK_MILLIS = "604800000";

  private static final Node NODE = new Node(1, "in-memory", 9092);

  private static final Partial<Admin, MemoryAdmin> PARTIAL =
      Partial.of(Admin.class, MemoryAdmin.class);

  private final MemoryBroker broker;

  private MemoryAdmin(MemoryBroker broker) {
    this.broker = broker;
  }

  /** An admin client with these properties, which are checked. */
  static Admin create(MemoryBroker broker, Map<String, Object> properties) {
    AdminClientConfig.configDef().parse(properties);
    return PARTIAL.over(new MemoryAdmin(broker));
  }

  private <T> KafkaFuture<T> ask(Supplier<T> question) {
    var answer = new KafkaFutureImpl<T>();
    try {
      answer.complete(broker.answer(question));
    } catch (ApiException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private <K, T> Map<K, KafkaFuture<T>> askEach(Collection<K> each, Function<K, T> question) {
    var answers = new LinkedHashMap<K, KafkaFuture<T>>();
    each.forEach(one -> answers.put(one, ask(() -> question.apply(one))));
    return answers;
  }

  private MemoryTopic topic(String name) {
    var topic = broker.topic(name);
    if (topic == null) {
      throw new UnknownTopicOrPartitionException("there is no topic " + name);
    }
    return topic;
  }

  public DescribeClusterResult describeCluster(DescribeClusterOptions options) {
    return AdminResults.describeCluster(ask(() -> "in-memory"), NODE);
  }

  public ListTopicsResult listTopics(ListTopicsOptions options) {
    return AdminResults.listTopics(
        ask(
            () -> {
              var listings = new HashMap<String, TopicListing>();
              for (var topic : broker.topics()) {
                listings.put(topic.name(), new TopicListing(topic.name(), topic.id(), false));
              }
              return listings;
            }));
  }

  public DescribeTopicsResult describeTopics(
      TopicCollection topics, DescribeTopicsOptions options) {
    if (topics instanceof TopicCollection.TopicNameCollection names) {
      return AdminResults.describeTopics(askEach(names.topicNames(), this::describe));
    }
    throw new UnsupportedOperationException("in memory topics are described by their names");
  }

  private TopicDescription describe(String name) {
    var topic = topic(name);
    var partitions =
        IntStream.range(0, topic.size())
            .mapToObj(each -> new TopicPartitionInfo(each, NODE, List.of(NODE), List.of(NODE)))
            .toList();
    return new TopicDescription(name, false, partitions, null, topic.id());
  }

  public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
    var answers = new LinkedHashMap<String, KafkaFuture<TopicMetadataAndConfig>>();
    for (var topic : topics) {
      answers.put(topic.name(), ask(() -> create(topic)));
    }
    return AdminResults.createTopics(answers);
  }

  private TopicMetadataAndConfig create(NewTopic wanted) {
    int partitions =
        wanted.numPartitions() > 0 ? wanted.numPartitions() : Math.max(1, broker.partitions());
    Map<String, String> config = wanted.configs() == null ? Map.of() : wanted.configs();
    var made = broker.create(wanted.name(), partitions, config);
    return new TopicMetadataAndConfig(made.id(), partitions, 1, new Config(List.of()));
  }

  public DescribeConfigsResult describeConfigs(
      Collection<ConfigResource> resources, DescribeConfigsOptions options) {
    return AdminResults.describeConfigs(askEach(resources, this::config));
  }

  private Config config(ConfigResource resource) {
    var entries = new HashMap<String, String>();
    entries.put(TopicConfig.RETENTION_MS_CONFIG, WEEK_MILLIS);
    entries.putAll(topic(resource.name()).config());
    return new Config(
        entries.entrySet().stream()
            .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
            .toList());
  }

  public ListOffsetsResult listOffsets(
      Map<TopicPartition, OffsetSpec> asked, ListOffsetsOptions options) {
    var answers = new LinkedHashMap<TopicPartition, KafkaFuture<ListOffsetsResultInfo>>();
    asked.forEach(
        (partition, which) -> answers.put(partition, ask(() -> offset(partition, which))));
    return new ListOffsetsResult(answers);
  }

  private ListOffsetsResultInfo offset(TopicPartition partition, OffsetSpec which) {
    var log = broker.log(partition);
    if (log == null) {
      throw new UnknownTopicOrPartitionException("there is no partition " + partition);
    }
    long offset = which instanceof OffsetSpec.EarliestSpec ? 0 : log.end();
    return new ListOffsetsResultInfo(offset, -1, Optional.empty());
  }

  public ListConsumerGroupOffsetsResult listConsumerGroupOffsets(
      Map<String, ListConsumerGroupOffsetsSpec> groups, ListConsumerGroupOffsetsOptions options) {
    var group = groups.keySet().iterator().next();
    return AdminResults.groupOffsets(
        group,
        ask(() -> new HashMap<TopicPartition, OffsetAndMetadata>(broker.group(group).committed())));
  }

  public DescribeConsumerGroupsResult describeConsumerGroups(
      Collection<String> groups, DescribeConsumerGroupsOptions options) {
    return new DescribeConsumerGroupsResult(askEach(groups, this::describeGroup));
  }

  private ConsumerGroupDescription describeGroup(String name) {
    var group = broker.group(name);
    var state = group.settled() ? GroupState.STABLE : GroupState.PREPARING_REBALANCE;
    return new ConsumerGroupDescription(
        name,
        false,
        group.members().stream().map(MemoryAdmin::describe).toList(),
        "in-memory",
        GroupType.CLASSIC,
        group.members().isEmpty() ? GroupState.EMPTY : state,
        NODE,
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static MemberDescription describe(GroupMember member) {
    var owned = new MemberAssignment(Set.copyOf(member.owned()));
    return new MemberDescription(
        member.id(),
        Optional.empty(),
        Optional.empty(),
        member.id(),
        NODE.host(),
        owned,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public void close(Duration timeout) {}
}
