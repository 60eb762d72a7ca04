package io.eventbus.test.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a bus needs of a consumer, in a group or in none. {@code poll} comes back sooner than it is
 * told, so that whoever polls sees soon that it is to stop. For one thread.
 */
final class MemoryConsumer {

  private static final long SHORTEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @SuppressWarnings("rawtypes") // a class has no type arguments
  private static final Partial<Consumer, MemoryConsumer> PARTIAL =
      Partial.of(Consumer.class, MemoryConsumer.class);

  private final MemoryBroker broker;
  private final ConsumerSettings settings;
  private final Positions positions;
  private final @Nullable Membership membership;
  private final Queue<Runnable> answers = new ArrayDeque<>();
  private long lastReadNanos = System.nanoTime();
  private boolean closed;

  private MemoryConsumer(MemoryBroker broker, ConsumerSettings settings) {
    this.broker = broker;
    this.settings = settings;
    this.positions = new Positions(broker, settings);
    var group = settings.group();
    this.membership = group == null ? null : new Membership(broker, group, positions);
  }

  /** A consumer with these properties, which are checked. It is a member of its group at once. */
  @SuppressWarnings("unchecked") // as Kafka's own, but for the deserializers
  static Consumer<byte[], byte[]> create(MemoryBroker broker, Map<String, Object> properties) {
    var settings = ConsumerSettings.of(properties);
    broker.count(1);
    return PARTIAL.over(new MemoryConsumer(broker, settings));
  }

  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    requireOpen();
    var named = Set.copyOf(topics);
    if (settings.createsTopics()) {
      broker.change(() -> named.forEach(broker::topicToUse));
    }
    requireGroup().subscribe(named::contains, listener);
  }

  public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
    requireOpen();
    requireGroup().subscribe(topic -> pattern.matcher(topic).matches(), listener);
  }

  private Membership requireGroup() {
    if (membership == null) {
      throw new IllegalStateException("a consumer without group.id can only assign");
    }
    return membership;
  }

  public void assign(Collection<TopicPartition> partitions) {
    var gone = new ArrayList<>(positions.assigned());
    gone.removeAll(partitions);
    positions.remove(gone);
    positions.add(partitions);
  }

  public Set<TopicPartition> assignment() {
    return positions.assigned();
  }

  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    requireOpen();
    for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
      answer.run();
    }
    long seen = broker.version();
    var records = read();
    if (records == null) {
      // The longer there was nothing, the longer it may wait.
      long quiet = Math.max(SHORTEST_WAIT_NANOS, (System.nanoTime() - lastReadNanos) / 4);
      long longest = Math.min(LONGEST_WAIT_NANOS, timeout.toNanos());
      broker.awaitWork(seen, Math.min(longest, quiet));
      records = read();
    }
    if (records == null) {
      return ConsumerRecords.empty();
    }
    lastReadNanos = System.nanoTime();
    return records;
  }

  private @Nullable ConsumerRecords<byte[], byte[]> read() {
    if (!broker.up()) {
      return null;
    }
    if (membership != null) {
      membership.move();
    }
    return broker.exclusively(positions::read);
  }

  public void pause(Collection<TopicPartition> partitions) {
    positions.pause(partitions);
  }

  public void resume(Collection<TopicPartition> partitions) {
    positions.resume(partitions);
  }

  public Set<TopicPartition> paused() {
    return positions.paused();
  }

  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    requireOpen();
    requireGroup().commit(offsets);
  }

  /** Saves at once, and tells so from within the next {@link #poll}. */
  public void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    try {
      commitSync(offsets, Duration.ZERO);
      answers.add(() -> callback.onComplete(offsets, null));
    } catch (TimeoutException e) {
      answers.add(() -> callback.onComplete(offsets, new RetriableCommitFailedException(e)));
    } catch (OffsetMetadataTooLarge e) {
      answers.add(() -> callback.onComplete(offsets, e));
    }
  }

  public Map<TopicPartition, @Nullable OffsetAndMetadata> committed(
      Set<TopicPartition> partitions, Duration timeout) {
    return requireGroup().committed(partitions);
  }

  public void seek(TopicPartition partition, long offset) {
    positions.seek(partition, offset);
  }

  public void seekToBeginning(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> positions.seek(partition, 0));
  }

  public long position(TopicPartition partition) {
    return broker.answer(() -> positions.of(partition));
  }

  public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
    var offsets = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> offsets.put(partition, 0L));
    return offsets;
  }

  public Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return beginningOffsets(partitions);
  }

  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return broker.answer(
        () -> {
          var offsets = new HashMap<TopicPartition, Long>();
          for (var partition : partitions) {
            var log = broker.log(partition);
            offsets.put(partition, log == null ? 0 : log.endFor(settings.readCommitted()));
          }
          return offsets;
        });
  }

  public Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return endOffsets(partitions);
  }

  public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times, Duration timeout) {
    return broker.answer(
        () -> {
          var found = new HashMap<TopicPartition, @Nullable OffsetAndTimestamp>();
          times.forEach(
              (partition, time) -> {
                var log = broker.log(partition);
                found.put(partition, log == null ? null : log.at(time));
              });
          return found;
        });
  }

  public OptionalLong currentLag(TopicPartition partition) {
    return broker.exclusively(
        () -> {
          var log = positions.assigned().contains(partition) ? broker.log(partition) : null;
          return log == null
              ? OptionalLong.empty()
              : OptionalLong.of(log.endFor(settings.readCommitted()) - positions.of(partition));
        });
  }

  public Map<MetricName, Metric> metrics() {
    return Map.of();
  }

  public void close() {
    close(CloseOptions.timeout(Duration.ZERO));
  }

  public void close(CloseOptions options) {
    if (closed) {
      return;
    }
    closed = true;
    broker.count(-1);
    if (membership != null) {
      membership.leave();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This consumer has already been closed.");
    }
  }
}
