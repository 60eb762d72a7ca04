package io.eventbus.deadletter;

import io.eventbus.event.EventBusException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What the brokers are asked about topics of letters, with a wait for the answer. */
final class LetterAdmin implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Admin admin;

  LetterAdmin(Admin admin) {
    this.admin = admin;
  }

  /** The topics that there are, as far as they may be seen. */
  Set<String> names() {
    return get(admin.listTopics().names());
  }

  /** What there is of a topic; {@code null} if there is none. */
  @Nullable TopicDescription describe(String topic) {
    try {
      return get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
    } catch (UnknownTopicOrPartitionException e) {
      return null;
    }
  }

  /** Makes a topic unless it is there. */
  void ensure(String topic, int partitions, Map<String, String> config) {
    if (describe(topic) != null) {
      return;
    }
    var wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
    try {
      get(admin.createTopics(List.of(wanted)).all());
    } catch (TopicExistsException e) {
      // Somebody else was faster.
    }
  }

  /** Up to where a reader of what is committed sees a partition at this moment. */
  long committedEnd(TopicPartition partition, Duration timeout) {
    var ends =
        admin.listOffsets(
            Map.of(partition, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    return get(ends.partitionResult(partition), timeout).offset();
  }

  private static <T> T get(KafkaFuture<T> answer) {
    return get(answer, TIMEOUT);
  }

  /** A refusal comes as the exception of Kafka that it is. */
  private static <T> T get(KafkaFuture<T> answer, Duration timeout) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException refusal) {
        throw refusal;
      }
      throw new EventBusException("the brokers cannot be asked, see the cause", e.getCause());
    } catch (TimeoutException e) {
      throw new EventBusException("no broker has answered within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventBusException("interrupted while the brokers were asked", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
