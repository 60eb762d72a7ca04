package io.eventbus.benchmarks.contender;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The loop that is written by hand: poll, hand over, once a second commit what was polled. */
final class PollThread implements ConsumeContender.Running {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final ConsumeRequest request;
  private final Work work;
  private final Thread thread = new Thread(this::run, "raw-poll");
  private volatile boolean closing;

  /** What happens to a record that was polled. */
  @FunctionalInterface
  interface Work {
    void accept(ConsumerRecord<byte[], byte[]> received)
        throws InterruptedException, FailedAttemptException;
  }

  PollThread(ConsumeRequest request, Work work) {
    this.request = request;
    this.work = work;
    thread.setDaemon(true);
  }

  PollThread start() {
    thread.start();
    return this;
  }

  private void run() {
    try (var consumer = ClientSettings.newConsumer(request)) {
      consumer.subscribe(List.of(request.topic()));
      poll(consumer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (FailedAttemptException e) {
      throw new IllegalStateException("the hand-made loop knows no retries", e);
    }
  }

  private void poll(Consumer<byte[], byte[]> consumer)
      throws InterruptedException, FailedAttemptException {
    long committed = System.nanoTime();
    while (!closing) {
      for (var received : consumer.poll(POLL)) {
        work.accept(received);
      }
      if (System.nanoTime() - committed >= COMMIT_NANOS) {
        consumer.commitAsync();
        committed = System.nanoTime();
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
