package io.eventbus.spring;

import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.retry.RetryPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one handler is subscribed.
 *
 * @param group its consumer group
 * @param topics the topics by their names, none for that of the type
 * @param topicPattern the topics by a pattern, {@code null} without one
 * @param retry its own retry policy, {@code null} for the usual one
 * @param idempotent whether it runs in a transaction with its claim
 */
record HandlerOptions(
    String group,
    List<String> topics,
    @Nullable Pattern topicPattern,
    @Nullable RetryPolicy retry,
    boolean idempotent) {

  /** Checks that there are not both names and a pattern. */
  HandlerOptions {
    if (topicPattern != null && !topics.isEmpty()) {
      throw new IllegalArgumentException("topics and topicPattern exclude each other");
    }
  }

  /** One for each topic. */
  List<SubscriptionOptions> subscriptions(SubscriptionOptions usual) {
    var base = retry == null ? usual : usual.withRetry(retry);
    if (topicPattern != null) {
      return List.of(base.withTopicPattern(topicPattern));
    }
    return topics.isEmpty() ? List.of(base) : topics.stream().map(base::withTopic).toList();
  }

  /** The same as text without blanks at the ends, none of it empty. */
  static List<String> texts(String[] values) {
    return Arrays.stream(values).map(String::strip).filter(value -> !value.isEmpty()).toList();
  }
}
