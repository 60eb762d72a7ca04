package io.eventbus.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where assigned partitions begin, and moves the consumer there. Belongs to the polling
 * thread.
 */
final class StartPositions {

  private static final Logger log = LoggerFactory.getLogger(StartPositions.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final StartFrom startFrom;
  private final Predicate<String> retries;

  /**
   * Start positions.
   *
   * @param retries whether a topic is a retry topic, which is always read from its beginning: what
   *     was sent back is meant for the group
   */
  StartPositions(
      Consumer<byte[], byte[]> consumer, StartFrom startFrom, Predicate<String> retries) {
    this.consumer = consumer;
    this.startFrom = startFrom;
    this.retries = retries;
  }

  /** Where these partitions begin, after an assignment. */
  Map<TopicPartition, StartPosition> of(Collection<TopicPartition> assigned) {
    if (assigned.isEmpty()) {
      return Map.of();
    }
    var starts = new HashMap<TopicPartition, StartPosition>();
    var fresh = new HashSet<TopicPartition>();
    for (var entry : committed(assigned).entrySet()) {
      var committed = entry.getValue();
      if (committed == null) {
        fresh.add(entry.getKey());
      } else {
        starts.put(entry.getKey(), StartPosition.saved(committed));
      }
    }
    fresh.removeIf(name -> retries.test(name.topic()));
    if (!startFrom.isBeginning() && !fresh.isEmpty()) {
      starts.putAll(moveTo(startFrom.time(), fresh));
    }
    return starts;
  }

  private Map<TopicPartition, @Nullable OffsetAndMetadata> committed(
      Collection<TopicPartition> assigned) {
    try {
      return consumer.committed(Set.copyOf(assigned), TIMEOUT);
    } catch (TimeoutException e) {
      if (!startFrom.isBeginning()) {
        throw e; // nobody knows yet where to begin
      }
      log.warn("what is done beyond the saved positions is not known, some events come again", e);
      return Map.of();
    }
  }

  /** Moves to the first record of this time or later, or to the end; the choice is to be saved. */
  Map<TopicPartition, StartPosition> moveTo(
      @Nullable Instant time, Collection<TopicPartition> partitions) {
    var offsets = consumer.endOffsets(partitions, TIMEOUT);
    var starts = new HashMap<TopicPartition, StartPosition>(offsetsAt(time, partitions));
    offsets.forEach((name, end) -> starts.putIfAbsent(name, StartPosition.chosen(end)));
    starts.forEach((name, start) -> start.begin().ifPresent(offset -> consumer.seek(name, offset)));
    return starts;
  }

  private Map<TopicPartition, StartPosition> offsetsAt(
      @Nullable Instant time, Collection<TopicPartition> partitions) {
    if (time == null) {
      return Map.of();
    }
    var asked =
        partitions.stream().collect(Collectors.toMap(name -> name, name -> time.toEpochMilli()));
    var found = new HashMap<TopicPartition, StartPosition>();
    consumer
        .offsetsForTimes(asked, TIMEOUT)
        .forEach(
            (name, offset) -> {
              if (offset != null) {
                found.put(name, StartPosition.chosen(offset.offset()));
              }
            });
    return found;
  }

  /** Moves to the oldest records; the choice is to be saved. */
  Map<TopicPartition, StartPosition> moveToBeginning(Collection<TopicPartition> partitions) {
    var starts = new HashMap<TopicPartition, StartPosition>();
    consumer
        .beginningOffsets(partitions, TIMEOUT)
        .forEach((name, offset) -> starts.put(name, StartPosition.chosen(offset)));
    starts.forEach((name, start) -> start.begin().ifPresent(offset -> consumer.seek(name, offset)));
    return starts;
  }
}
