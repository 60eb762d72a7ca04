package io.eventbus.topic;

import io.eventbus.event.Arguments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it should be; by default all is left to the broker. Immutable.
 *
 * @param topic its name
 * @param partitions how many, at least 1; {@code null} for the broker's default
 * @param replication how many copies of each, at least 1; {@code null} for the broker's default
 * @param retention how long events are kept, up to 100 years; {@code null} for the broker's default
 */
public record TopicSpec(
    String topic,
    @Nullable Integer partitions,
    @Nullable Integer replication,
    @Nullable Duration retention) {

  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofDays(36_525);

  /** Checks the arguments. */
  public TopicSpec {
    TopicNaming.requireLegal(topic);
    if (partitions != null) {
      Arguments.requireAtLeast(partitions, 1, "partitions");
    }
    if (replication != null) {
      Arguments.requireAtLeast(replication, 1, "replication");
    }
    if (retention != null && (retention.compareTo(LEAST) < 0 || retention.compareTo(MOST) > 0)) {
      throw new IllegalArgumentException(
          "retention must be from 1 ms to 100 years but is " + retention);
    }
  }

  /** A topic with the broker's defaults. */
  public static TopicSpec of(String topic) {
    return new TopicSpec(topic, null, null, null);
  }

  /** The same topic with so many partitions. */
  public TopicSpec withPartitions(int partitions) {
    return new TopicSpec(topic, partitions, replication, retention);
  }

  /** The same topic with so many copies of each partition. */
  public TopicSpec withReplication(int replication) {
    return new TopicSpec(topic, partitions, replication, retention);
  }

  /** The same topic with events kept for so long. */
  public TopicSpec withRetention(Duration retention) {
    Arguments.requirePresent(retention, "retention");
    return new TopicSpec(topic, partitions, replication, retention);
  }
}
