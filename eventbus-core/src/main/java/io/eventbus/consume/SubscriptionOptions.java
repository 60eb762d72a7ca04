package io.eventbus.consume;

import io.eventbus.event.Arguments;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.topic.TopicNaming;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription has of its own; by default nothing: the topic is that of the type, the
 * retry policy that of the consumer. Immutable.
 *
 * @param topic the topic to read, {@code null} for the type's own
 * @param topicPattern the topics to read, {@code null} for one by its name
 * @param retryPolicy what happens when the handler fails, {@code null} for the consumer's
 * @param batch how batches are filled; of no meaning for other handlers
 */
public record SubscriptionOptions(
    @Nullable String topic,
    @Nullable Pattern topicPattern,
    @Nullable RetryPolicy retryPolicy,
    BatchOptions batch) {

  private static final SubscriptionOptions DEFAULTS =
      new SubscriptionOptions(null, null, null, BatchOptions.defaults());

  /** Checks the arguments: not a topic and a pattern. */
  public SubscriptionOptions {
    if (topic != null) {
      TopicNaming.requireLegal(topic);
    }
    Arguments.requirePresent(batch, "batch");
    if (topicPattern != null) {
      requireNoFlags(topicPattern);
    }
    if (topic != null && topicPattern != null) {
      throw new IllegalArgumentException("topic and topicPattern exclude each other");
    }
  }

  /** The defaults named above. */
  public static SubscriptionOptions defaults() {
    return DEFAULTS;
  }

  /** The same options, reading this topic. */
  public SubscriptionOptions withTopic(String topic) {
    return new SubscriptionOptions(Arguments.requireText(topic, "topic"), null, retryPolicy, batch);
  }

  /**
   * The same options, reading all topics that match. One that comes to be later is found after
   * {@code metadata.max.age.ms}, five seconds by default; topics that end in {@code .dlq} never
   * match.
   */
  public SubscriptionOptions withTopicPattern(Pattern topicPattern) {
    requireNoFlags(topicPattern);
    return new SubscriptionOptions(null, topicPattern, retryPolicy, batch);
  }

  /** Kafka's client takes one pattern for all, which cannot have the flags of one of them. */
  static Pattern requireNoFlags(Pattern topicPattern) {
    if (Arguments.requirePresent(topicPattern, "topicPattern").flags() != 0) {
      throw new IllegalArgumentException(
          "topicPattern must be compiled without flags: write them into it, such as (?i)");
    }
    return topicPattern;
  }

  /** The same options with a retry policy of its own. */
  public SubscriptionOptions withRetry(RetryPolicy retryPolicy) {
    Arguments.requirePresent(retryPolicy, "retryPolicy");
    return new SubscriptionOptions(topic, topicPattern, retryPolicy, batch);
  }

  /** The same options with batches filled like this. */
  public SubscriptionOptions withBatch(BatchOptions batch) {
    return new SubscriptionOptions(topic, topicPattern, retryPolicy, batch);
  }
}
