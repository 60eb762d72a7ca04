package io.eventbus.examples.school.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the consumer groups: which part is which group, what it reads, and how far it is, all as
 * the broker tells. Closed after its last look.
 */
final class Groups implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 2_000;

  /** How many looks at the progress come to one at the members, who seldom change. */
  private static final int LOOKS = 6;

  private final Admin admin;
  private final Names names;
  private final Board board;
  private final Map<String, String> partOfGroup = new HashMap<>();
  private int looks;

  Groups(String bootstrapServers, Names names, Board board) {
    this.names = names;
    this.board = board;
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG, "school-page",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
  }

  void look() throws ExecutionException, InterruptedException {
    if (looks++ % LOOKS == 0) {
      lookAtMembers();
    }
    var asked = new HashMap<String, ListConsumerGroupOffsetsSpec>();
    partOfGroup.keySet().forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
    if (!asked.isEmpty()) {
      admin.listConsumerGroupOffsets(asked).all().get().forEach(this::progress);
    }
  }

  private void lookAtMembers() throws ExecutionException, InterruptedException {
    var groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .toList();
    for (var group : admin.describeConsumerGroups(groups).all().get().values()) {
      var part = partOf(group);
      if (part != null) {
        partOfGroup.put(group.groupId(), part);
        var topics = new HashSet<String>();
        group.members().stream()
            .flatMap(member -> member.assignment().topicPartitions().stream())
            .forEach(partition -> topics.add(partition.topic()));
        board.reads(part, topics);
      }
    }
  }

  /** By its own name, or else by that of a member. */
  private @Nullable String partOf(ConsumerGroupDescription group) {
    var part = names.partOf(group.groupId());
    for (var member : group.members()) {
      part = part == null ? names.partOf(member.clientId()) : part;
    }
    return part;
  }

  private void progress(String group, Map<TopicPartition, @Nullable OffsetAndMetadata> saved) {
    var part = partOfGroup.get(group);
    var done = new HashMap<TopicPartition, Long>();
    saved.forEach(
        (partition, offset) -> {
          if (offset != null) {
            done.put(partition, offset.offset());
          }
        });
    if (part != null) {
      board.progress(part, done);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
