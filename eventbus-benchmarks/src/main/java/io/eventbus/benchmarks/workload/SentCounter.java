package io.eventbus.benchmarks.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records a topic has got, asked of the broker. */
final class SentCounter implements AutoCloseable {

  private static final long PAUSE_NANOS = 2_000_000;

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> ends = new HashMap<>();

  SentCounter(Job job) throws InterruptedException {
    this.admin = Admin.create(Map.of("bootstrap.servers", job.servers()));
    try {
      var topics = admin.describeTopics(List.of(job.topic())).allTopicNames().get();
      for (var topic : topics.values()) {
        for (var partition : topic.partitions()) {
          ends.put(new TopicPartition(job.topic(), partition.partition()), OffsetSpec.latest());
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  long count() throws InterruptedException {
    try {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(offset -> offset.offset())
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitAtLeast(long count) throws InterruptedException {
    while (count() < count) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
