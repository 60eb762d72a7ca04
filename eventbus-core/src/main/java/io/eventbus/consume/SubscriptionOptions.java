package io.eventbus.consume;

import io.eventbus.event.Arguments;
import io.eventbus.retry.RetryPolicy;
import io.eventbus.topic.TopicNaming;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription has of its own; by default nothing: the topic is that of the type, the
 * retry policy that of the consumer. Immutable.
 *
 * @param topic the topic to read, {@code null} for the type's own
 * @param retryPolicy what happens when the handler fails, {@code null} for the consumer's
 * @param batch how batches are filled; of no meaning for other handlers
 */
public record SubscriptionOptions(
    @Nullable String topic, @Nullable RetryPolicy retryPolicy, BatchOptions batch) {

  private static final SubscriptionOptions DEFAULTS =
      new SubscriptionOptions(null, null, BatchOptions.defaults());

  /** Checks the arguments. */
  public SubscriptionOptions {
    if (topic != null) {
      TopicNaming.requireLegal(topic);
    }
    Arguments.requirePresent(batch, "batch");
  }

  /** The defaults named above. */
  public static SubscriptionOptions defaults() {
    return DEFAULTS;
  }

  /** The same options, reading this topic. */
  public SubscriptionOptions withTopic(String topic) {
    return new SubscriptionOptions(Arguments.requireText(topic, "topic"), retryPolicy, batch);
  }

  /** The same options with a retry policy of its own. */
  public SubscriptionOptions withRetry(RetryPolicy retryPolicy) {
    Arguments.requirePresent(retryPolicy, "retryPolicy");
    return new SubscriptionOptions(topic, retryPolicy, batch);
  }

  /** The same options with batches filled like this. */
  public SubscriptionOptions withBatch(BatchOptions batch) {
    return new SubscriptionOptions(topic, retryPolicy, batch);
  }
}
