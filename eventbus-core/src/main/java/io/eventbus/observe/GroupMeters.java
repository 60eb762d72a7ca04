package io.eventbus.observe;

import io.eventbus.event.Arguments;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the members of one consumer group in this process do. Costs nothing where there is no
 * registry. Safe to share between threads.
 */
public final class GroupMeters {

  private final @Nullable MeterRegistry registry;
  private final TagLimit topics;
  private final Tags tags;
  private final ConcurrentMap<String, TopicMeters> byTopic = new ConcurrentHashMap<>();
  private final Set<MemberMeters> members = ConcurrentHashMap.newKeySet();

  GroupMeters(@Nullable MeterRegistry registry, TagLimit topics, String name) {
    this.registry = registry;
    this.topics = topics;
    this.tags = Tags.of(MeterNames.GROUP, name);
  }

  /** Those of a registry; they go with the bus. */
  MeterSet<Set<MemberMeters>> gauges(MeterRegistry registry) {
    return new MeterSet<>(registry, members, tags)
        .gauge(
            MeterNames.IN_FLIGHT,
            "Events that were read and are not done",
            all -> all.stream().mapToLong(MemberMeters::inFlight).sum())
        .time(
            MeterNames.POLL_AGE,
            "How long ago a consumer last asked the broker",
            TimeUnit.NANOSECONDS,
            GroupMeters::pollAge);
  }

  /** Of the member that has been silent longest. */
  private static double pollAge(Set<MemberMeters> members) {
    long now = System.nanoTime();
    return members.stream()
        .mapToDouble(member -> now - member.polledNanos())
        .max()
        .orElse(Double.NaN);
  }

  Tags topicTags(String topic) {
    return tags.and(MeterNames.TOPIC, topics.of(topic));
  }

  /** Those of a topic, the same each time. */
  public TopicMeters topic(String topic) {
    Arguments.requireText(topic, "topic");
    return byTopic.computeIfAbsent(
        topics.of(topic),
        tag -> registry == null ? TopicMeters.none() : TopicMeters.of(registry, topicTags(tag)));
  }

  /** Those of another member, until they are closed. */
  public MemberMeters member() {
    var member = new MemberMeters(registry, this);
    members.add(member);
    return member;
  }

  void left(MemberMeters member) {
    members.remove(member);
  }
}
