package io.eventbus.deadletter;

import io.eventbus.publish.KafkaAdmins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics of dead letters, each tried once until it is there. What fails here is only
 * logged: writing the dead letter tells whether it matters. Safe to share between threads.
 */
final class DeadLetterTopics {

  private static final Logger log = LoggerFactory.getLogger(DeadLetterTopics.class);

  private final Map<String, Object> clientProperties;
  private final ConcurrentMap<String, CompletableFuture<Void>> made = new ConcurrentHashMap<>();

  DeadLetterTopics(Map<String, Object> clientProperties) {
    this.clientProperties = clientProperties;
  }

  /** Completes normally once the topic is there, or nothing more can be done for it now. */
  CompletionStage<Void> ensure(String topic, String original) {
    return made.computeIfAbsent(topic, name -> make(name, original));
  }

  /** Tells how writing went: after a failure the topic is tried again. */
  void written(String topic, @Nullable Throwable failure) {
    if (failure != null) {
      made.remove(topic);
    }
  }

  private CompletableFuture<Void> make(String topic, String original) {
    Admin admin;
    try {
      admin = KafkaAdmins.create(clientProperties);
    } catch (KafkaException e) {
      log.warn("no client to make topic {} with", topic, e);
      return CompletableFuture.completedFuture(null);
    }
    return partitions(admin, original)
        .thenCompose(count -> create(admin, topic, count))
        .handle((done, failure) -> ended(topic, failure))
        // On a thread of its own: closing waits for the client's thread, which this may be.
        .whenCompleteAsync((done, failure) -> admin.close());
  }

  private static CompletableFuture<Integer> partitions(Admin admin, String topic) {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .toCompletionStage()
        .thenApply(topics -> topics.values().iterator().next().partitions().size())
        .toCompletableFuture();
  }

  private static CompletionStage<Void> create(Admin admin, String topic, int partitions) {
    return admin
        .createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
        .all()
        .toCompletionStage();
  }

  private @Nullable Void ended(String topic, @Nullable Throwable failure) {
    if (failure == null) {
      log.info("made topic {}", topic);
    } else if (!(rootOf(failure) instanceof TopicExistsException)) {
      log.warn("topic {} could not be made: {}", topic, rootOf(failure).toString());
    }
    return null;
  }

  private static Throwable rootOf(Throwable failure) {
    var cause = failure.getCause();
    return cause == null ? failure : rootOf(cause);
  }
}
