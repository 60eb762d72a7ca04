package io.eventbus.spring;

import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.PartitionStatus;
import io.eventbus.consume.SubscriptionStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer as the endpoint shows it.
 *
 * @param longestRunMillis for how long its longest handler runs, {@code null} if none does
 */
record ShownConsumer(
    String group,
    String state,
    long lag,
    long sinceLastPollMillis,
    @Nullable Long longestRunMillis,
    List<SubscriptionStatus> subscriptions,
    List<PartitionStatus> partitions) {

  static ShownConsumer of(EventConsumer consumer) {
    var status = consumer.status();
    return new ShownConsumer(
        consumer.group(),
        status.state().name(),
        status.lag(),
        status.sinceLastPoll().toMillis(),
        status.longestRun().map(Duration::toMillis).orElse(null),
        consumer.subscriptions(),
        status.partitions());
  }
}
