package io.eventbus.test.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.Topic;
import org.jspecify.annotations.Nullable;

/**
 * The topics, groups and transactions that the clients of one in-memory Kafka share, under one
 * lock. Nobody who holds it calls what is not of this package. Safe to share between threads.
 */
final class MemoryBroker {

  private final int partitions;
  private final ReentrantLock lock = new ReentrantLock();

  /** There may be something to read, or a group has changed. */
  private final Condition work = lock.newCondition();

  /** A group has got on. */
  private final Condition progress = lock.newCondition();

  private final Map<String, MemoryTopic> topics = new TreeMap<>();
  private final Map<String, MemoryGroup> groups = new TreeMap<>();
  private final Map<String, TransactionalId> transactionalIds = new HashMap<>();
  private boolean up = true;
  private long version;
  private int clients;

  /**
   * A broker without topics.
   *
   * @param partitions how many a topic gets that is made at its first use, 0 if none is
   */
  MemoryBroker(int partitions) {
    this.partitions = partitions;
  }

  /** Does something while nobody else does. */
  <T> T exclusively(Supplier<T> task) {
    lock.lock();
    try {
      return task.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Answers a client.
   *
   * @throws TimeoutException if it is down, at once
   */
  <T> T answer(Supplier<T> task) {
    return exclusively(
        () -> {
          if (!up) {
            throw new TimeoutException("the in-memory Kafka is stopped");
          }
          return task.get();
        });
  }

  boolean up() {
    return exclusively(() -> up);
  }

  void up(boolean up) {
    change(() -> this.up = up);
  }

  void requireUp() {
    answer(() -> up);
  }

  /** Changes what there is to do. */
  void change(Runnable task) {
    exclusively(
        () -> {
          task.run();
          changed();
          return task;
        });
  }

  /** Lets a group get on. */
  void progress(Runnable task) {
    exclusively(
        () -> {
          task.run();
          progress.signalAll();
          return task;
        });
  }

  int clients() {
    return exclusively(() -> clients);
  }

  /** Counts a client that is made, or with -1 one that is closed. */
  void count(int more) {
    progress(() -> clients += more);
  }

  /** Says that there may be work; to be called under the lock. */
  void changed() {
    version++;
    work.signalAll();
    progress.signalAll();
  }

  long version() {
    return exclusively(() -> version);
  }

  /** Waits until there may be work that was not there in this version. */
  void awaitWork(long seen, long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (version == seen && left > 0) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something holds that groups get on to; {@code false} if the time is over first. */
  boolean awaitProgress(BooleanSupplier until, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!until.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = progress.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  // Under the lock from here on.

  /** A topic, made if it is missing and may be; {@code null} if there is none. */
  @Nullable MemoryTopic topicToUse(String name) {
    var there = topics.get(name);
    return there == null && partitions > 0 ? create(name, partitions, Map.of()) : there;
  }

  @Nullable MemoryTopic topic(String name) {
    return topics.get(name);
  }

  Collection<MemoryTopic> topics() {
    return topics.values();
  }

  int partitions() {
    return partitions;
  }

  MemoryTopic create(String name, int partitions, Map<String, String> config) {
    Topic.validate(name);
    var topic = new MemoryTopic(name, partitions, config);
    if (topics.putIfAbsent(name, topic) != null) {
      throw new TopicExistsException("Topic '" + name + "' already exists.");
    }
    groups.values().forEach(group -> group.share(topics.values()));
    changed();
    return topic;
  }

  /** The log of a partition; {@code null} if there is no such partition. */
  @Nullable PartitionLog log(TopicPartition partition) {
    var topic = topics.get(partition.topic());
    return topic == null ? null : topic.partition(partition.partition());
  }

  MemoryGroup group(String name) {
    return groups.computeIfAbsent(name, MemoryGroup::new);
  }

  Collection<MemoryGroup> groups() {
    return groups.values();
  }

  TransactionalId transactionalId(String name) {
    return transactionalIds.computeIfAbsent(name, unused -> new TransactionalId());
  }
}
