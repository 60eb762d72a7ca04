package io.eventbus.consume;

import io.eventbus.event.Arguments;
import java.time.Duration;
import java.util.Optional;

/** A poll loop with its thread and its workers. */
final class RunningConsumer implements EventConsumer {

  /** What the loop may take beyond the deadline to save the progress and leave the group. */
  private static final Duration LEAVE_ALLOWANCE = Duration.ofSeconds(15);

  private final String group;
  private final PollLoop loop;
  private final Workers workers;
  private final ConsumerCounters counters;
  private final Thread thread;

  RunningConsumer(String group, PollLoop loop, Workers workers, ConsumerCounters counters) {
    this.group = group;
    this.loop = loop;
    this.workers = workers;
    this.counters = counters;
    this.thread = Workers.daemons("eventbus-" + group + "-poll").newThread(this::run);
  }

  void start() {
    thread.start();
  }

  boolean ended() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  private void run() {
    try {
      loop.run();
    } finally {
      workers.close();
    }
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public ConsumerState state() {
    return loop.state();
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(loop.failure());
  }

  @Override
  public ConsumerStatistics statistics() {
    return counters.snapshot();
  }

  @Override
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    loop.close(System.nanoTime() + timeout.toNanos());
    try {
      thread.join(timeout.plus(LEAVE_ALLOWANCE).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
