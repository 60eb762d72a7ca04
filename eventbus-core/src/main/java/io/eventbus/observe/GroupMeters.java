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

  /**
   * A partition as it is told apart here.
   *
   * @param topic the value of the tag
   */
  record Name(String topic, int partition) {}

  private final @Nullable MeterRegistry registry;
  private final TagLimit topics;
  private final Tags tags;
  private final ConcurrentMap<String, TopicMeters> byTopic = new ConcurrentHashMap<>();
  private final ConcurrentMap<Name, PartitionGauges> partitions = new ConcurrentHashMap<>();
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
        .mapToDouble(member -> Math.max(0, now - member.polledNanos()))
        .max()
        .orElse(Double.NaN);
  }

  /** Shows a partition that a member has; of two that say so, the last one is right. */
  Name show(MeterRegistry registry, PartitionReading reading, MemberMeters member) {
    var name = new Name(topics.of(reading.topic()), reading.partition());
    partitions.compute(
        name,
        (key, there) -> {
          var gauges =
              there == null
                  ? new PartitionGauges(registry, topicTags(key.topic()), reading)
                  : there;
          gauges.show(reading, member);
          return gauges;
        });
    return name;
  }

  /** Takes the gauges of a partition away that a member has no more, unless another has it. */
  void hide(Name name, MemberMeters member) {
    partitions.computeIfPresent(
        name,
        (key, there) -> {
          if (!there.lastShownBy(member)) {
            return there;
          }
          there.close();
          return null;
        });
  }

  private Tags topicTags(String tag) {
    return tags.and(MeterNames.TOPIC, tag);
  }

  /** Those of a topic, the same each time. */
  public TopicMeters topic(String topic) {
    Arguments.requireText(topic, "topic");
    return byTopic.computeIfAbsent(
        topics.of(topic),
        tag -> registry == null ? TopicMeters.none() : TopicMeters.of(registry, topicTags(tag)));
  }

  /** Those of another member, from its start to its close. */
  public MemberMeters member() {
    return new MemberMeters(registry, this);
  }

  void joined(MemberMeters member) {
    members.add(member);
  }

  void left(MemberMeters member) {
    members.remove(member);
  }
}
