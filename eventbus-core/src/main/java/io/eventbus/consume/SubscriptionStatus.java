package io.eventbus.consume;

import io.eventbus.event.Arguments;
import java.util.Comparator;

/**
 * One handler of a consumer on one topic. Immutable; ordered by topic and type.
 *
 * @param topic the topic, or the pattern of topics
 * @param pattern whether it is a pattern
 * @param type the logical type of its events; {@link #OTHERS} for what no other handler takes
 * @param paused whether no event is begun there on request, of this topic or of this type
 */
public record SubscriptionStatus(String topic, boolean pattern, String type, boolean paused)
    implements Comparable<SubscriptionStatus> {

  /** In place of a type: whatever no other handler takes. */
  public static final String OTHERS = "*";

  private static final Comparator<SubscriptionStatus> ORDER =
      Comparator.comparing(SubscriptionStatus::topic)
          .thenComparing(SubscriptionStatus::pattern)
          .thenComparing(SubscriptionStatus::type);

  /** Checks the arguments. */
  public SubscriptionStatus {
    Arguments.requireText(topic, "topic");
    Arguments.requireText(type, "type");
  }

  @Override
  public int compareTo(SubscriptionStatus other) {
    return ORDER.compare(this, Arguments.requirePresent(other, "other"));
  }
}
