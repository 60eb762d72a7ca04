package io.eventbus.consume;

import io.eventbus.publish.KafkaAdmins;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether topics are there and may be read, with one client for all consumers of a bus, which
 * it makes for the first question. Safe for all threads.
 */
final class TopicLookout {

  /** How old a client without an answer gets, since brokers may have moved. */
  private static final long RENEWAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Object> clientProperties;
  private volatile boolean failed;
  private long madeNanos;
  private @Nullable Admin admin;
  private boolean closed;

  TopicLookout(Map<String, Object> clientProperties) {
    this.clientProperties = clientProperties;
  }

  /** Those of these topics that can be read; fails if nobody answers. */
  CompletionStage<Set<String>> readable(Set<String> topics) {
    var readable = ConcurrentHashMap.<String>newKeySet();
    CompletableFuture<?>[] answers;
    try {
      answers =
          admin()
              .describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .topicNameValues()
              .values()
              .stream()
              .map(answer -> answer.toCompletionStage().toCompletableFuture())
              .map(answer -> answer.handle((topic, failure) -> note(topic, failure, readable)))
              .toArray(CompletableFuture<?>[]::new);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e); // no client, or it is closed
    }
    return CompletableFuture.allOf(answers)
        .whenComplete((all, failure) -> failed = failure != null)
        .thenApply(all -> Set.copyOf(readable));
  }

  private static @Nullable Void note(
      @Nullable TopicDescription topic, @Nullable Throwable failure, Set<String> readable) {
    if (topic != null) {
      var allowed = topic.authorizedOperations();
      if (allowed == null || allowed.contains(AclOperation.READ)) {
        readable.add(topic.name());
      }
    } else if (failure != null && !isNotThere(failure)) {
      throw new CompletionException(failure);
    }
    return null;
  }

  private static boolean isNotThere(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof UnknownTopicOrPartitionException
        || cause instanceof TopicAuthorizationException
        || cause instanceof InvalidTopicException;
  }

  private synchronized Admin admin() {
    if (closed) {
      throw new IllegalStateException("the bus is closed");
    }
    if (admin != null && failed && System.nanoTime() - madeNanos > RENEWAL_NANOS) {
      admin.close(Duration.ZERO);
      admin = null;
    }
    if (admin == null) {
      madeNanos = System.nanoTime();
      var properties = new HashMap<>(clientProperties);
      // Two clients of one name would share their metrics.
      properties.computeIfPresent(
          CommonClientConfigs.CLIENT_ID_CONFIG, (name, clientId) -> clientId + "-lookout");
      admin = KafkaAdmins.create(properties);
    }
    return admin;
  }

  synchronized void close() {
    closed = true;
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }
}
