package io.eventbus.benchmarks.workload;

import io.eventbus.benchmarks.contender.ConsumeRequest;
import io.eventbus.benchmarks.contender.Contenders;
import io.eventbus.benchmarks.contender.SampleHandler;
import java.util.UUID;

/** Runs a job's contender on a topic, as a new group and thus from the beginning. */
final class Consumption {

  private Consumption() {}

  /** Tells when a consumer is no longer needed. */
  @FunctionalInterface
  interface Until {
    void await() throws InterruptedException;
  }

  static void run(Job job, String topic, SampleHandler handler, Until until)
      throws InterruptedException {
    var consumer = Contenders.consumer(job.contender()).start(request(job, topic), handler);
    try {
      until.await();
    } finally {
      consumer.close();
    }
  }

  static ConsumeRequest request(Job job, String topic) {
    var group = job.contender() + "-" + UUID.randomUUID();
    return new ConsumeRequest(job.servers(), topic, group, job.concurrency());
  }
}
